package io.acsbroker.outcome;

import io.acsbroker.subject.Caller;
import io.acsbroker.subject.VerifiedToken;
import io.acsbroker.token.ClientId;
import io.acsbroker.token.ReceivedToken;
import io.acsbroker.token.Subject;
import java.time.Instant;

/** The user for whom ACS is asked, the token that goes there, and how the broker came by it. */
public sealed interface ExchangeSubject {
  /** The subject token. */
  ReceivedToken token();

  Subject subject();

  /** The client that ACS is told. */
  ClientId client();

  /** Whether a token says that the user is a guest in the tenant; nobody knows of an unread one. */
  default boolean isKnownGuest() {
    return switch (this) {
      case Direct(VerifiedToken token) -> isGuest(token);
      case Sent(VerifiedToken token, Caller caller) ->
          isGuest(token) || (caller instanceof VerifiedToken ofEntra && isGuest(ofEntra));
      case OnBehalfOf(VerifiedToken token, VerifiedToken caller) ->
          isGuest(token) || isGuest(caller);
      case Unread unread -> false;
    };
  }

  private static boolean isGuest(VerifiedToken token) {
    return token.standing().guest().isPresent();
  }

  /** What a sentence calls the token that the client has sent, and can get anew. */
  String tokenName();

  /** A subject whose token says all of it, and has been verified. */
  sealed interface Verified extends ExchangeSubject {
    VerifiedToken proof();

    /** When the subject token expires. */
    default Instant expiresOn() {
      return proof().expiresOn();
    }

    @Override
    default ReceivedToken token() {
      return proof().token();
    }

    @Override
    default Subject subject() {
      return proof().subject();
    }

    @Override
    default ClientId client() {
      return proof().client();
    }
  }

  /** The subject token is the credential of the request. */
  record Direct(VerifiedToken proof) implements Verified {
    @Override
    public String tokenName() {
      return "token";
    }
  }

  /**
   * The subject token was sent beside a caller token.
   *
   * @param caller who sent it: the same user, or whoever the settings let bring this user's token
   */
  record Sent(VerifiedToken proof, Caller caller) implements Verified {
    @Override
    public String tokenName() {
      return "subject token";
    }
  }

  /**
   * Entra gave the subject token on behalf of the caller.
   *
   * @param caller the caller token, of the same user
   */
  record OnBehalfOf(VerifiedToken proof, VerifiedToken caller) implements Verified {
    @Override
    public String tokenName() {
      return "caller token";
    }
  }

  /**
   * The subject token was sent beside a caller token, and nobody has read it: ACS alone decides
   * whether it is the caller's.
   *
   * @param client the only one whose subject tokens may come
   */
  record Unread(ReceivedToken token, VerifiedToken caller, ClientId client)
      implements ExchangeSubject {
    @Override
    public String tokenName() {
      return "subject token";
    }

    @Override
    public Subject subject() {
      return caller.subject();
    }
  }
}
