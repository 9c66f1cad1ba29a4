package io.acsbroker.local.host;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The functions of an app by their routes, in the order in which the host tries them. */
final class Routes {
  private final List<FunctionRoute> routes;

  Routes(List<FunctionRoute> routes) {
    this.routes =
        routes.stream()
            .sorted(Comparator.comparing(FunctionRoute::function, FunctionNames.HOST_ORDER))
            .toList();
  }

  /**
   * The name of the function that a request reaches. A method that a route does not list is as if
   * that route did not match: the request goes on to the next one that does, or to none.
   */
  Optional<String> find(String method, HostPath path) {
    return routes.stream()
        .filter(route -> route.takes(method, path))
        .map(FunctionRoute::function)
        .findFirst();
  }

  /**
   * A sentence for each function that does not answer its own route, since the host, which knows no
   * precedence of routes, tries another one first.
   */
  List<String> hidden() {
    return routes.stream().flatMap(this::hidden).toList();
  }

  private Stream<String> hidden(FunctionRoute route) {
    if (route.methods().isEmpty()) {
      return Stream.of("The function " + route.function() + " lists no method: none reaches it.");
    }
    HostPath example = HostPath.of(route.route().example());
    return routes.stream()
        .takeWhile(other -> !other.equals(route))
        .filter(other -> route.methods().stream().anyMatch(method -> other.takes(method, example)))
        .map(other -> sentence(route, other))
        .limit(1);
  }

  private static String sentence(FunctionRoute route, FunctionRoute other) {
    return String.format(
        "The function %s is hidden by %s: the host tries functions by name, and the route %s of %s"
            + " takes what is meant for %s.",
        route.function(),
        other.function(),
        other.route().text(),
        other.function(),
        route.route().text());
  }
}
