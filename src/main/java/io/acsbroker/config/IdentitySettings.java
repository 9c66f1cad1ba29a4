package io.acsbroker.config;

import io.acsbroker.token.AcsScope;
import io.acsbroker.token.TableCredential;
import java.time.Duration;
import java.util.Set;

/**
 * How users get ACS identities of their own.
 *
 * @param table where they are kept
 * @param scopes which their tokens have where nobody asks for less
 * @param longestLifetime of their tokens, and how long they live where nobody asks for less
 */
public record IdentitySettings(
    TableCredential storage, String table, Set<AcsScope> scopes, Duration longestLifetime) {
  /** Keeps a copy of the scopes. */
  public IdentitySettings {
    scopes = Set.copyOf(scopes);
  }
}
