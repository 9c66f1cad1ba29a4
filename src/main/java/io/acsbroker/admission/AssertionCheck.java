package io.acsbroker.admission;

import io.acsbroker.outcome.ExchangeSubject;
import io.acsbroker.outcome.ExchangeSubject.Direct;
import io.acsbroker.outcome.ExchangeSubject.OnBehalfOf;
import io.acsbroker.outcome.ExchangeSubject.Sent;
import io.acsbroker.outcome.ExchangeSubject.Unread;
import io.acsbroker.outcome.Refusal;
import io.acsbroker.outcome.RefusalCode;
import io.acsbroker.subject.VerifiedToken;
import io.acsbroker.token.ClientId;
import io.acsbroker.token.Subject;
import java.util.Optional;

/** Compares {@code userObjectId} and {@code clientId} of a request's body with its tokens. */
final class AssertionCheck {
  private AssertionCheck() {}

  static Optional<Refusal> refusal(ExchangeSubject subject, ExchangeRequest request) {
    return user(subject.subject(), request).or(() -> client(subject, request));
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

  private static Optional<Refusal> client(ExchangeSubject subject, ExchangeRequest request) {
    return request
        .assertedClient()
        .filter(client -> !client.equals(assertable(subject)))
        .map(
            other ->
                AccessRefusal.of(
                    RefusalCode.CLIENT_MISMATCH,
                    "clientId is not the application that the token was issued to. Send the id of that"
                        + " application, or leave clientId out.",
                    known(subject).version().clientClaim(),
                    "the clientId of the request"));
  }

  /** A client does not know the token that was got on its behalf, and speaks of its own. */
  private static ClientId assertable(ExchangeSubject subject) {
    return subject instanceof OnBehalfOf delegated ? delegated.caller().client() : subject.client();
  }

  /** The token that the client knows and the broker has read. */
  private static VerifiedToken known(ExchangeSubject subject) {
    return switch (subject) {
      case Direct direct -> direct.proof();
      case Sent sent -> sent.proof();
      case OnBehalfOf delegated -> delegated.caller();
      case Unread unread -> unread.caller();
    };
  }
}
