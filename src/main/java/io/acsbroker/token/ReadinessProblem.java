package io.acsbroker.token;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Something that an exchange needs and that the broker does not have. Its kind is told to whoever
 * asks; the diagnosis, which may name tenants, settings and addresses, is for the operator's log.
 */
public record ReadinessProblem(Kind kind, String diagnosis) {
  /** What is missing, in the order in which it is told. */
  public enum Kind {
    SETTINGS,
    SIGNING_KEYS,
    MANAGED_IDENTITY,
    CLOCK,
    ACS,
    TABLE,
    /** The broker itself: it is still starting, or could not start. */
    START;

    /** The kind as it stands in an answer and in the log. */
    public String text() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  /** The kinds of these, each once, in their order. */
  public static List<String> kinds(List<ReadinessProblem> problems) {
    return problems.stream()
        .map(ReadinessProblem::kind)
        .sorted()
        .distinct()
        .map(Kind::text)
        .toList();
  }

  /** All of these as one line of the log, each beginning with its kind. */
  public static String reason(List<ReadinessProblem> problems) {
    return problems.stream()
        .map(ReadinessProblem::toString)
        .distinct()
        .collect(Collectors.joining("; "));
  }

  @Override
  public String toString() {
    String start = kind.text() + ": ";
    return diagnosis.startsWith(start) ? diagnosis : start + diagnosis;
  }
}
