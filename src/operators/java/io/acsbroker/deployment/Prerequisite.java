package io.acsbroker.deployment;

import io.acsbroker.token.ReadinessProblem.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What an exchange needs, as {@code /api/health/ready} names it where it is missing. */
enum Prerequisite {
  SETTINGS(Kind.SETTINGS, "misconfigured"),
  SIGNING_KEYS(Kind.SIGNING_KEYS, "signing_keys_unavailable"),
  MANAGED_IDENTITY(Kind.MANAGED_IDENTITY, "managed_identity_unavailable"),
  CLOCK(Kind.CLOCK, "token_expired"),
  ACS(Kind.ACS, "acs_denied"),
  TABLE(Kind.TABLE, "identity_table_denied");

  private static final Pattern NAME = Pattern.compile("[a-z ]{1,40}");

  private final String kind;
  private final String code;

  Prerequisite(Kind kind, String code) {
    this.kind = kind.text();
    this.code = code;
  }

  /** Its name in the answer. */
  String kind() {
    return kind;
  }

  /** The row of docs/errors.md that leads on. */
  String code() {
    return code;
  }

  /** The name and where to read on; of one that only newer brokers have, the name alone. */
  static String described(String kind) {
    String name = NAME.matcher(kind).matches() ? kind : "something without a name";
    Optional<Prerequisite> known =
        Arrays.stream(values()).filter(each -> each.kind.equals(kind)).findFirst();
    return name + " (docs/errors.md, " + known.map(Prerequisite::code).orElse("not_ready") + ")";
  }

  /** Whether any of these is among the kinds. */
  static List<String> among(List<String> kinds, Prerequisite... needed) {
    return Arrays.stream(needed).map(Prerequisite::kind).filter(kinds::contains).toList();
  }
}
