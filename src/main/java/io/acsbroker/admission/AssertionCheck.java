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
import io.acsbroker.token.ObjectId;
import io.acsbroker.token.Subject;
import java.util.Optional;

/** Compares {@code userObjectId} and {@code clientId} of a request's body with its tokens. */
final class AssertionCheck {
  private AssertionCheck() {}

  static Optional<Refusal> refusal(ExchangeSubject subject, ExchangeRequest request) {
    Optional<Refusal> ofUser = user(subject.subject(), subject.tokenName(), request);
    return ofUser.isPresent() ? ofUser : client(subject, request);
  }

  /**
   * Compares the user.
   *
   * @param name what a sentence calls the token of this subject
   */
  static Optional<Refusal> user(Subject subject, String name, ExchangeRequest request) {
    Optional<ObjectId> asserted = request.assertedUser();
    if (asserted.isEmpty() || asserted.get().equals(subject.user())) {
      return Optional.empty();
    }
    return Optional.of(
        AccessRefusal.of(
            RefusalCode.USER_MISMATCH,
            "The "
                + name
                + " is not of the user that userObjectId names. Send the token of the user"
                + " who is signed in.",
            "oid",
            "the userObjectId of the request"));
  }

  private static Optional<Refusal> client(ExchangeSubject subject, ExchangeRequest request) {
    Optional<ClientId> asserted = request.assertedClient();
    return asserted.isEmpty() || asserted.get().equals(assertable(subject))
        ? Optional.empty()
        : Optional.of(clientMismatch(subject));
  }

  private static Refusal clientMismatch(ExchangeSubject subject) {
    String expected = "the clientId of the request";
    return switch (subject) {
      case Direct(VerifiedToken token) -> clientMismatch(token, subject.tokenName(), expected);
      case Sent(VerifiedToken token, var caller) ->
          clientMismatch(token, subject.tokenName(), expected);
      case OnBehalfOf(var token, VerifiedToken caller) ->
          clientMismatch(caller, subject.tokenName(), expected);
      // Nobody has read whose the subject token is
      case Unread(var token, VerifiedToken caller, var client) ->
          AccessRefusal.of(
              RefusalCode.CLIENT_MISMATCH,
              "The subject token has to be of the one application that this broker serves, and"
                  + " clientId names another.",
              caller.version().clientClaim(),
              expected);
    };
  }

  private static Refusal clientMismatch(VerifiedToken token, String name, String expected) {
    return AccessRefusal.ofClient(
        RefusalCode.CLIENT_MISMATCH,
        "The "
            + name
            + " was not issued to the application that clientId names. Send the id of the one that"
            + " it was issued to, or leave clientId out.",
        token,
        expected);
  }

  /** A client does not know the token that was got on its behalf, and speaks of its own. */
  private static ClientId assertable(ExchangeSubject subject) {
    return subject instanceof OnBehalfOf delegated ? delegated.caller().client() : subject.client();
  }
}
