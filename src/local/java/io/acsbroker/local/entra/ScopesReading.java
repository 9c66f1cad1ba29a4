package io.acsbroker.local.entra;

/** What a token endpoint makes of the {@code scope} of a request. */
public sealed interface ScopesReading {
  /** Scopes that there are; whether anybody consented to them is another question. */
  record Read(AskedScopes scopes) implements ScopesReading {}

  /** None, and why. */
  record Refused(EntraRefusal refusal) implements ScopesReading {}

  /** Reads them where they have to be of one resource. */
  static ScopesReading ofOneResource(Directory directory, String text) {
    return switch (of(directory, text)) {
      case Read(AskedScopes scopes) when scopes.resources().size() > 1 ->
          new Refused(severalResources());
      case ScopesReading other -> other;
    };
  }

  /** Reads them where of several resources the first one counts. */
  static ScopesReading of(Directory directory, String text) {
    return AskedScopes.problem(directory, text)
        .<ScopesReading>map(problem -> new Refused(notValid(problem)))
        .orElseGet(() -> new Read(AskedScopes.parse(directory, text).orElseThrow()));
  }

  private static EntraRefusal notValid(String problem) {
    return EntraRefusal.invalidRequest(
            70011,
            "The provided value for the input parameter 'scope' is not valid: " + problem + ".")
        .withError("invalid_scope");
  }

  /** One token is for one resource. */
  static EntraRefusal severalResources() {
    return EntraRefusal.invalidRequest(
            28000,
            "The provided value for the input parameter 'scope' is not valid because it contains"
                + " more than one resource. Ask for the token of each with a request of its own.")
        .withError("invalid_scope");
  }
}
