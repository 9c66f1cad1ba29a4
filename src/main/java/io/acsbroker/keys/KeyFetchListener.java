package io.acsbroker.keys;

import java.util.Optional;

/** Is told of every fetch of signing keys, on the thread that fetches. */
@FunctionalInterface
public interface KeyFetchListener {
  /**
   * A fetch has ended.
   *
   * @param tenant whose keys, or {@code organizations}
   * @param failure why it failed; empty where it did not
   */
  void fetched(String tenant, Optional<String> failure);
}
