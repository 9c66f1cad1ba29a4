package io.acsbroker.subject;

import io.acsbroker.token.Person;
import java.util.Optional;

/**
 * Who calls the broker, proven by a caller token: a user of Entra's, whose token is a {@link
 * VerifiedToken}, or one of an issuer that the settings list.
 */
public sealed interface Caller permits VerifiedToken, ForeignCaller {
  Person person();

  /** The client that the caller token was issued to; empty where it does not say. */
  Optional<String> clientName();

  /** The issuer's own id of the token; empty where it is missing or odd. */
  Optional<String> tokenId();

  /** How many header parameters there are that nobody knows, which are ignored. */
  int ignoredHeaderParameters();
}
