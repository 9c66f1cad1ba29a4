package io.acsbroker.issuance;

import io.acsbroker.token.AcsScope;
import java.time.Duration;
import java.util.Set;

/**
 * The scopes and the lifetime that a token of an ACS identity is asked for with.
 *
 * @param lifetime from 60 minutes to 24 hours, as ACS has it
 */
public record TokenOptions(Set<AcsScope> scopes, Duration lifetime) {
  /** Keeps a copy of the scopes. */
  public TokenOptions {
    scopes = Set.copyOf(scopes);
  }
}
