package io.acsbroker.administration;

import io.acsbroker.azure.AzureHttp;
import io.acsbroker.azure.ManagedIdentityException;
import io.acsbroker.azure.ManagedIdentityTokens;
import io.acsbroker.net.BoundedHttp;
import io.acsbroker.operator.CommandArguments;
import io.acsbroker.operator.UnusableInputException;
import io.acsbroker.token.ClientId;
import io.acsbroker.token.Deadline;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** As whom the command signs in where it is given no secret, at each service it asks. */
sealed interface OwnSignIn {

  /** How long a sign-in may take: the Azure CLI needs seconds for a token. */
  Duration PATIENCE = Duration.ofSeconds(30);

  /** As the identity of the machine that it runs on. */
  record OfMachine(Optional<ClientId> clientId) implements OwnSignIn {}

  /** As the person who runs it, signed in with azd or the Azure CLI. */
  record OfPerson() implements OwnSignIn {}

  /**
   * Reads which one is wanted; empty for neither.
   *
   * @throws UnusableInputException where both are
   */
  static Optional<OwnSignIn> read(CommandArguments arguments, Map<String, String> environment) {
    boolean machine = arguments.flag("managed-identity");
    boolean person = arguments.flag("sign-in");
    if (machine && person) {
      throw new UnusableInputException("Give -DmanagedIdentity=true or -DsignIn=true, not both.");
    }
    if (machine) {
      String clientId =
          environment.getOrDefault("AZURE_CLIENT_ID", "").strip().toLowerCase(Locale.ROOT);
      if (!clientId.isEmpty() && ClientId.parse(clientId).isEmpty()) {
        throw new UnusableInputException(
            "AZURE_CLIENT_ID must be a GUID, the client id of the identity.");
      }
      return Optional.of(new OfMachine(ClientId.parse(clientId)));
    }
    return person ? Optional.of(new OfPerson()) : Optional.empty();
  }

  /**
   * Its tokens for one service, the first of which is there.
   *
   * @throws UnusableInputException where none can be had
   */
  default ManagedIdentityTokens tokensFor(String service, InstantSource clock) {
    AzureHttp http = new AzureHttp(BoundedHttp.client().build());
    ManagedIdentityTokens tokens =
        switch (this) {
          case OfMachine(Optional<ClientId> clientId) ->
              ManagedIdentityTokens.of(clientId, service, http, clock);
          case OfPerson person -> ManagedIdentityTokens.ofDeveloper(service, http, clock);
        };
    try {
      tokens.ensure(Deadline.in(PATIENCE));
      return tokens;
    } catch (ManagedIdentityException none) {
      throw new UnusableInputException(missing());
    }
  }

  private String missing() {
    return switch (this) {
      case OfMachine machine ->
          "There is no managed identity here, or none with the client id in AZURE_CLIENT_ID.";
      case OfPerson person ->
          "Neither azd nor the Azure CLI gave a token of yours: run azd auth login or az login, in"
              + " the tenant of the resource. Where az says AADSTS65002, no sign-in of yours helps:"
              + " Entra gives the Azure CLI no token for Communication Services. Use"
              + " COMMUNICATION_SERVICES_CONNECTION_STRING, -DmanagedIdentity=true, or an"
              + " application of your own by az login --service-principal.";
    };
  }
}
