package io.acsbroker.exchange;

import io.acsbroker.subject.VerifiedToken;
import io.acsbroker.token.ClientId;
import io.acsbroker.token.Scope;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who may exchange, of those who have proven who they are.
 *
 * @param clients whose users' tokens are accepted
 * @param requiredScopes which a token must all have
 */
public record ExchangePolicy(Set<ClientId> clients, Set<Scope> requiredScopes) {
  public ExchangePolicy {
    clients = Set.copyOf(clients);
    requiredScopes = Set.copyOf(requiredScopes);
  }

  /** Returns why the exchange is refused, or empty where it is allowed. */
  Optional<Refusal> refusal(VerifiedToken token, ExchangeRequest request) {
    if (!clients.contains(token.client())) {
      return forbidden(
          RefusalCode.CLIENT_NOT_ALLOWED,
          "This broker does not serve the application that the token was issued to. Its operator"
              + " decides which applications are allowed.",
          token.version().clientClaim(),
          "an application that this broker serves");
    }
    if (!token.scopes().containsAll(requiredScopes)) {
      return forbidden(
          RefusalCode.INSUFFICIENT_SCOPE,
          "The token lacks a scope that this broker requires. Ask Entra for all of them; the user or"
              + " an administrator may have to consent.",
          "scp",
          requiredScopeNames());
    }
    return assertionRefusal(token, request);
  }

  private static Optional<Refusal> assertionRefusal(VerifiedToken token, ExchangeRequest request) {
    if (request.assertedUser().filter(user -> !user.equals(token.subject().user())).isPresent()) {
      return forbidden(
          RefusalCode.USER_MISMATCH,
          "userObjectId is not the user of the token. Send the token of the user who is signed in.",
          "oid",
          "the userObjectId of the request");
    }
    if (request.assertedClient().filter(client -> !client.equals(token.client())).isPresent()) {
      return forbidden(
          RefusalCode.CLIENT_MISMATCH,
          "clientId is not the application that the token was issued to.",
          token.version().clientClaim(),
          "the clientId of the request");
    }
    return Optional.empty();
  }

  private String requiredScopeNames() {
    return requiredScopes.stream().map(Scope::value).sorted().collect(Collectors.joining(" "));
  }

  private static Optional<Refusal> forbidden(
      RefusalCode code, String detail, String claim, String expected) {
    return Optional.of(new Refusal(code, detail, code.name(), claim, expected));
  }
}
