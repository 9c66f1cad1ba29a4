package io.acsbroker.local.entra;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;

/**
 * Whose accounts are disabled: they sign in nowhere, and nobody gets a token on their behalf or for
 * a refresh token. Tokens that were issued before live on until they expire.
 *
 * @see <a href="https://learn.microsoft.com/entra/identity/users/users-revoke-access">Revoke user
 *     access</a>
 */
public final class BlockedUsers {
  private final Set<SampleUser> users = new CopyOnWriteArraySet<>();

  BlockedUsers() {}

  /**
   * Disables this account from now on.
   *
   * @return what enables it again
   */
  public Runnable block(SampleUser user) {
    users.add(user);
    return () -> users.remove(user);
  }

  /** Whether this account is disabled. */
  public boolean contains(SampleUser user) {
    return users.contains(user);
  }

  Optional<EntraRefusal> refusal(SampleUser user) {
    return contains(user) ? Optional.of(EntraRefusal.USER_DISABLED) : Optional.empty();
  }
}
