package io.acsbroker.exchange;

import io.acsbroker.subject.VerifiedToken;
import io.acsbroker.token.ClientId;
import io.acsbroker.token.EntraToken;
import io.acsbroker.token.Subject;

/** The user for whom ACS is asked, and the token that goes there. */
public sealed interface ExchangeSubject {
  /** The subject token. */
  EntraToken token();

  Subject subject();

  /** The client that ACS is told. */
  ClientId client();

  /** How the broker came by the subject token. */
  Origin origin();

  /** How a subject token comes to the broker. */
  enum Origin {
    /** It is the credential of the request. */
    BEARER,
    /** It was sent beside a caller token. */
    REQUEST,
    /** Entra gave it on behalf of the caller. */
    ON_BEHALF_OF
  }

  /** A subject whose token says all of it, and has been verified. */
  record Verified(VerifiedToken proof, Origin origin) implements ExchangeSubject {
    @Override
    public EntraToken token() {
      return proof.token();
    }

    @Override
    public Subject subject() {
      return proof.subject();
    }

    @Override
    public ClientId client() {
      return proof.client();
    }
  }

  /**
   * A subject whose token nobody has read: ACS alone decides whether it is that user's.
   *
   * @param subject the user of the verified caller token
   * @param client the only one whose subject tokens may come
   */
  record Unread(EntraToken token, Subject subject, ClientId client) implements ExchangeSubject {
    @Override
    public Origin origin() {
      return Origin.REQUEST;
    }
  }
}
