package io.acsbroker.local.host;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.HttpTrigger;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A function as its annotations describe it.
 *
 * @param name of the function
 * @param method that is called, on an object of its class
 * @param route without the app's prefix
 * @param methods in upper case; the build writes them into {@code function.json} as they are, and
 *     the host never reaches a function that lists none
 */
public record DiscoveredFunction(String name, Method method, String route, List<String> methods) {
  private static final String REQUEST =
      "com.microsoft.azure.functions.HttpRequestMessage<java.util.Optional<java.lang.String>>";

  /** Copies the list. */
  public DiscoveredFunction {
    methods = List.copyOf(methods);
  }

  /** Where it is reached below a prefix. */
  FunctionRoute at(String prefix) {
    return new FunctionRoute(name, RouteTemplate.parse(prefix + "/" + route), methods);
  }

  /** The function that a method is, if it is one; refuses what this host cannot bind. */
  static Optional<DiscoveredFunction> of(Method method) {
    FunctionName annotation = method.getAnnotation(FunctionName.class);
    return annotation == null ? Optional.empty() : Optional.of(of(annotation.value(), method));
  }

  private static DiscoveredFunction of(String name, Method method) {
    HttpTrigger trigger =
        Arrays.stream(method.getParameters())
            .map(p -> p.getAnnotation(HttpTrigger.class))
            .filter(t -> t != null)
            .findFirst()
            .orElseThrow(() -> refusal(name, "has no HTTP trigger, the only one served here"));
    requireCallable(name, method);
    List<String> methods = Arrays.stream(trigger.methods()).map(HttpMethod::name).toList();
    String route = trigger.route().isEmpty() ? name : trigger.route();
    return new DiscoveredFunction(name, method, route, methods);
  }

  private static void requireCallable(String name, Method method) {
    if (!Modifier.isPublic(method.getModifiers())
        || !Modifier.isPublic(method.getDeclaringClass().getModifiers())) {
      throw refusal(name, "is not a public method of a public class");
    }
    if (method.getReturnType() != HttpResponseMessage.class) {
      throw refusal(name, "returns something else than an HttpResponseMessage");
    }
    for (Parameter parameter : method.getParameters()) {
      requireBindable(name, parameter);
    }
  }

  private static void requireBindable(String name, Parameter parameter) {
    boolean request =
        parameter.isAnnotationPresent(HttpTrigger.class)
            && parameter.getParameterizedType().getTypeName().equals(REQUEST);
    if (!request && parameter.getType() != ExecutionContext.class) {
      String type = parameter.getParameterizedType().getTypeName();
      throw refusal(name, "has a parameter that the local host cannot bind: " + type);
    }
  }

  private static HostStartException refusal(String name, String why) {
    return new HostStartException("The function " + name + " " + why + ".");
  }

  /** What the method returns, or whatever it throws. */
  @Nullable Object invoke(
      @Nullable Object instance, FunctionRequest request, ExecutionContext context)
      throws ReflectiveOperationException {
    Object[] arguments =
        Arrays.stream(method.getParameterTypes())
            .map(type -> type == ExecutionContext.class ? context : request)
            .toArray();
    return method.invoke(instance, arguments);
  }
}
