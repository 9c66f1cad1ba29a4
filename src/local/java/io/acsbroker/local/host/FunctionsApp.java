package io.acsbroker.local.host;

import com.microsoft.azure.functions.spi.inject.FunctionInstanceInjector;
import java.nio.file.Path;
import java.util.List;

/**
 * What a host serves.
 *
 * @param functions all functions of the app
 * @param instances where their objects come from
 * @param routePrefix put before every route; empty means none
 */
public record FunctionsApp(
    List<DiscoveredFunction> functions, InstanceSource instances, String routePrefix) {

  /** Copies the list. */
  public FunctionsApp {
    functions = List.copyOf(functions);
  }

  /**
   * Loads the functions of a code source, and makes the injector that the app declares.
   *
   * @param classes a directory of classes or a jar
   * @param hostJson the app's {@code host.json}
   * @param loader finds the classes and the injector
   * @throws HostStartException for what the host cannot serve
   */
  public static FunctionsApp load(Path classes, Path hostJson, ClassLoader loader) {
    List<DiscoveredFunction> functions = new FunctionScan(classes, loader).functions();
    String prefix = HostJson.read(hostJson).routePrefix();
    return new FunctionsApp(functions, InstanceSource.declaredIn(loader), prefix);
  }

  /** The same with a given injector, whatever the app declares. */
  public static FunctionsApp load(
      Path classes, Path hostJson, ClassLoader loader, FunctionInstanceInjector injector) {
    List<DiscoveredFunction> functions = new FunctionScan(classes, loader).functions();
    String prefix = HostJson.read(hostJson).routePrefix();
    return new FunctionsApp(functions, InstanceSource.of(injector), prefix);
  }
}
