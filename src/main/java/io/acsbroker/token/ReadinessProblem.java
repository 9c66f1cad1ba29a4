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
    /**
     * Settings are missing or wrong, or the secret or certificate for Entra cannot be used; the log
     * of the start has the rule of each. The operator.
     */
    SETTINGS,
    /**
     * The keys of a tenant cannot be had, or Entra signs with others. The operator: the tenant's
     * id, the address, or the network.
     */
    SIGNING_KEYS,
    /**
     * The platform gave no token, and why. The operator: the app's identity and AZURE_CLIENT_ID.
     */
    MANAGED_IDENTITY,
    /**
     * The broker's clock differs from those of Entra and ACS. The operator restarts the app, and
     * then asks Microsoft's support.
     */
    CLOCK,
    /** ACS denies the broker. The operator: its role on the resource, or its key. */
    ACS,
    /**
     * The table of ACS identities refuses the broker, is not there or does not answer. The
     * operator: its role, the table, or the network.
     */
    TABLE,
    /**
     * The broker itself is missing: it is still starting, which passes, or could not start, which
     * is a bug to be reported.
     */
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
