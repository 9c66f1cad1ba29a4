package io.acsbroker.local.host;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The functions of an app by their routes. */
final class Routes {
  private record Entry(RouteTemplate template, DiscoveredFunction function) {}

  private final List<Entry> entries;

  Routes(FunctionsApp app) {
    entries =
        app.functions().stream()
            .map(f -> new Entry(RouteTemplate.parse(app.routePrefix() + "/" + f.route()), f))
            .sorted(Comparator.comparing(Entry::template))
            .toList();
  }

  /**
   * The function that a request reaches. A method that a route does not list is as if that route
   * did not match: the request goes on to a less specific one, or to none.
   */
  Optional<DiscoveredFunction> find(String method, URI uri) {
    List<String> path = segments(uri.getRawPath());
    return entries.stream()
        .filter(e -> e.function().accepts(method) && e.template().matches(path))
        .map(Entry::function)
        .findFirst();
  }

  private static List<String> segments(String rawPath) {
    String inner = rawPath.replaceFirst("^/", "").replaceFirst("/$", "");
    Stream<String> pieces = inner.isEmpty() ? Stream.empty() : Arrays.stream(inner.split("/", -1));
    return pieces.map(Routes::decode).toList();
  }

  private static String decode(String piece) {
    // A plus is a plus in a path
    return URLDecoder.decode(piece.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
