package io.acsbroker.local.host;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A route as ASP.NET matches it: letter case and outer slashes do not count. Which of two templates
 * that match answers is not told by them, but by the names of their functions ({@link
 * FunctionNames}).
 *
 * @param text as it was written
 */
record RouteTemplate(String text, List<Segment> segments) {

  /** One piece of a template between slashes. */
  sealed interface Segment {
    /** What a request could have in its place. */
    String example();
  }

  private record Literal(String text) implements Segment {
    @Override
    public String example() {
      return text;
    }
  }

  private record Parameter(String name) implements Segment {
    @Override
    public String example() {
      return "a";
    }
  }

  private record CatchAll(String name) implements Segment {
    @Override
    public String example() {
      return "a/b";
    }
  }

  /** Reads {@code literal}, {@code {name}} and, at the end, {@code {*name}}; no other form. */
  static RouteTemplate parse(String template) {
    List<Segment> segments = pieces(template).stream().map(RouteTemplate::segment).toList();
    boolean catchAllInside =
        segments.stream()
            .limit(Math.max(0, segments.size() - 1))
            .anyMatch(CatchAll.class::isInstance);
    if (catchAllInside) {
      throw new HostStartException("The route \"" + template + "\" goes on after its catch-all.");
    }
    return new RouteTemplate(template, segments);
  }

  private static List<String> pieces(String template) {
    String inner = template.replaceAll("^/+|/+$", "");
    return inner.isEmpty() ? List.of() : Arrays.asList(inner.split("/", -1));
  }

  private static Segment segment(String piece) {
    if (piece.matches("\\{\\*\\w+}")) {
      return new CatchAll(piece.substring(2, piece.length() - 1));
    }
    if (piece.matches("\\{\\w+}")) {
      return new Parameter(piece.substring(1, piece.length() - 1));
    }
    if (piece.isEmpty() || piece.contains("{") || piece.contains("}")) {
      throw new HostStartException(
          "The route segment \"" + piece + "\" is not one that the local Functions host reads.");
    }
    return new Literal(piece);
  }

  /** A path that this template matches, with a slash at its beginning. */
  String example() {
    return segments.stream().map(Segment::example).collect(Collectors.joining("/", "/", ""));
  }

  /** Whether this template matches a path. No segment of it may be empty, up to a catch-all's. */
  boolean matches(HostPath path) {
    List<String> pieces = path.segments();
    for (int i = 0; i < segments.size(); i++) {
      if (segments.get(i) instanceof CatchAll) {
        return i >= pieces.size() || !pieces.get(i).isEmpty();
      }
      if (i >= pieces.size() || !matches(segments.get(i), pieces.get(i))) {
        return false;
      }
    }
    return pieces.size() == segments.size();
  }

  private static boolean matches(Segment segment, String piece) {
    return switch (segment) {
      case Literal literal -> literal.text().equalsIgnoreCase(piece);
      case Parameter parameter -> !piece.isEmpty();
      case CatchAll catchAll -> true;
    };
  }
}
