package io.acsbroker.local.host;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A route as ASP.NET matches it: letter case and outer slashes do not count, and of two templates
 * that match, a literal segment goes before a parameter, and a parameter before a catch-all.
 */
record RouteTemplate(List<Segment> segments) implements Comparable<RouteTemplate> {

  /** One piece of a template between slashes. */
  sealed interface Segment {
    /** Lower goes first. */
    int rank();
  }

  private record Literal(String text) implements Segment {
    @Override
    public int rank() {
      return 1;
    }
  }

  private record Parameter(String name) implements Segment {
    @Override
    public int rank() {
      return 3;
    }
  }

  private record CatchAll(String name) implements Segment {
    @Override
    public int rank() {
      return 5;
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
    return new RouteTemplate(segments);
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

  /** Whether this template matches a path, given as its decoded segments. */
  boolean matches(List<String> path) {
    for (int i = 0; i < segments.size(); i++) {
      if (segments.get(i) instanceof CatchAll) {
        return true;
      }
      if (i >= path.size() || !matches(segments.get(i), path.get(i))) {
        return false;
      }
    }
    return path.size() == segments.size();
  }

  private static boolean matches(Segment segment, String piece) {
    return switch (segment) {
      case Literal literal -> literal.text().equalsIgnoreCase(piece);
      case Parameter parameter -> !piece.isEmpty();
      case CatchAll catchAll -> true;
    };
  }

  @Override
  public int compareTo(RouteTemplate other) {
    return precedence().compareTo(other.precedence());
  }

  private String precedence() {
    return segments.stream().map(s -> Integer.toString(s.rank())).collect(Collectors.joining());
  }
}
