package io.acsbroker.exchange;

import io.acsbroker.exchange.ExchangeSubject.Origin;
import io.acsbroker.exchange.ExchangeSubject.Verified;
import io.acsbroker.subject.VerifiedToken;
import io.acsbroker.token.ClientId;
import io.acsbroker.token.Subject;
import io.acsbroker.token.TokenVersion;
import java.util.Optional;

/** Whether what a request says of its user and client is so. */
final class AssertionCheck {
  private AssertionCheck() {}

  static Optional<Refusal> refusal(ExchangeSubject subject, ExchangeRequest request, Trail trail) {
    return user(subject.subject(), request).or(() -> client(subject, request, trail));
  }

  static Optional<Refusal> user(Subject subject, ExchangeRequest request) {
    return request
        .assertedUser()
        .filter(user -> !user.equals(subject.user()))
        .map(
            other ->
                AccessRefusal.of(
                    RefusalCode.USER_MISMATCH,
                    "userObjectId is not the user of the token. Send the token of the user who is"
                        + " signed in.",
                    "oid",
                    "the userObjectId of the request"));
  }

  private static Optional<Refusal> client(
      ExchangeSubject subject, ExchangeRequest request, Trail trail) {
    return request
        .assertedClient()
        .filter(client -> !client.equals(assertable(subject, trail)))
        .map(
            other ->
                AccessRefusal.of(
                    RefusalCode.CLIENT_MISMATCH,
                    "clientId is not the application that the token was issued to.",
                    clientClaim(subject, trail),
                    "the clientId of the request"));
  }

  /** A client does not know the token that was got on its behalf, and speaks of its own. */
  private static ClientId assertable(ExchangeSubject subject, Trail trail) {
    return subject.origin() == Origin.ON_BEHALF_OF
        ? trail.caller().map(VerifiedToken::client).orElseThrow()
        : subject.client();
  }

  private static String clientClaim(ExchangeSubject subject, Trail trail) {
    Optional<VerifiedToken> token =
        subject instanceof Verified(VerifiedToken proof, Origin origin)
                && origin != Origin.ON_BEHALF_OF
            ? Optional.of(proof)
            : trail.caller();
    return token.map(VerifiedToken::version).map(TokenVersion::clientClaim).orElseThrow();
  }
}
