package io.acsbroker.local.host;

import com.microsoft.azure.functions.spi.inject.FunctionInstanceInjector;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** Where the objects come from whose methods are functions; asked at every invocation. */
@FunctionalInterface
public interface InstanceSource {
  /** An object of the class, or whatever its maker throws. */
  @Nullable Object instance(Class<?> type) throws Exception;

  /** A new object by the public constructor without parameters. */
  static InstanceSource ofConstructors() {
    return type -> type.getConstructor().newInstance();
  }

  /** What the injector gives. */
  static InstanceSource of(FunctionInstanceInjector injector) {
    return injector::getInstance;
  }

  /**
   * The injector that the app declares in {@code META-INF/services}, made here; else constructors.
   */
  static InstanceSource declaredIn(ClassLoader loader) {
    List<FunctionInstanceInjector> injectors = injectors(loader);
    if (injectors.size() > 1) {
      throw new HostStartException("The app declares more than one FunctionInstanceInjector.");
    }
    return injectors.isEmpty() ? ofConstructors() : of(injectors.getFirst());
  }

  private static List<FunctionInstanceInjector> injectors(ClassLoader loader) {
    try {
      return ServiceLoader.load(FunctionInstanceInjector.class, loader).stream()
          .map(ServiceLoader.Provider::get)
          .toList();
    } catch (ServiceConfigurationError e) {
      // The real host answers nothing at all then, until its timeout
      Throwable reason = e.getCause() == null ? e : e.getCause();
      throw new HostStartException(
          "The app's FunctionInstanceInjector could not be made: " + new Failure(reason), e);
    }
  }
}
