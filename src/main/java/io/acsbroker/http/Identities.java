package io.acsbroker.http;

import io.acsbroker.token.Deadline;
import io.acsbroker.users.UserIdentities;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** The ACS identities of users: turned off, or what answers requests for them. */
public sealed interface Identities {
  /**
   * Users get none.
   *
   * @param settings those that would turn them on, as a sentence names them
   */
  record Off(String settings) implements Identities {}

  /**
   * Users get them.
   *
   * @param making yields the exchange, which is made when it is first asked for
   */
  record On(CompletableFuture<Supplier<UserIdentities>> making) implements Identities {
    /** The exchange; empty where it is not made before the deadline. */
    Optional<UserIdentities> exchange(Deadline within) {
      return within.await(making).map(Supplier::get);
    }
  }
}
