package io.acsbroker.local.entra;

/** What Entra makes of the {@code scope} of a request: scopes, or a refusal. */
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
    return AskedScopes.parse(directory, text)
        .<ScopesReading>map(Read::new)
        .orElseGet(
            () ->
                new Refused(
                    notValid(
                        AskedScopes.unknown(directory, text)
                            .map("there is no scope "::concat)
                            .orElse(".default stands for all that was consented to, and alone"))));
  }

  /**
   * Reads them where a person is asked to consent, to those of several resources perhaps.
   *
   * @see <a href="https://github.com/MicrosoftDocs/azure-docs/issues/67211">A scope that its
   *     resource does not have</a>
   * @see <a
   *     href="https://github.com/AzureAD/microsoft-authentication-library-for-objc/issues/1261">A
   *     resource that the tenant does not have</a>
   */
  static ScopesReading forConsent(Directory directory, String text) {
    return text.isBlank()
        ? new Refused(EntraRefusal.missing("scope"))
        : AskedScopes.unknown(directory, text)
            .<ScopesReading>map(scope -> new Refused(unknown(directory, scope)))
            .orElseGet(() -> of(directory, text));
  }

  private static EntraRefusal unknown(Directory directory, String scope) {
    return AskedScopes.meant(directory, scope)
        .map(
            resource ->
                EntraRefusal.invalidRequest(
                        650053,
                        ("The application asked for scope '%s' that doesn't exist on the resource"
                                + " '%s'.")
                            .formatted(AskedScopes.name(scope), resource.id()))
                    .withError("invalid_client"))
        .orElseGet(() -> EntraRefusal.unknownResource(AskedScopes.resourceName(scope)));
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
