package io.acsbroker.local.host;

import java.util.List;

/**
 * Where a function is reached.
 *
 * @param function its name
 * @param route with the app's prefix
 * @param methods in upper case; a function that lists none is never reached
 */
record FunctionRoute(String function, RouteTemplate route, List<String> methods) {
  FunctionRoute {
    methods = List.copyOf(methods);
  }

  boolean takes(String method, HostPath path) {
    return methods.stream().anyMatch(method::equalsIgnoreCase) && route.matches(path);
  }
}
