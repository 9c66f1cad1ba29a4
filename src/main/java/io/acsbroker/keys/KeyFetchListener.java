package io.acsbroker.keys;

import java.util.Optional;

/** Is told of every fetch of signing keys, on the thread that fetches. */
@FunctionalInterface
public interface KeyFetchListener {
  /**
   * A fetch has ended.
   *
   * @param owner whose keys: a tenant, {@code organizations}, or an issuer by its name
   * @param failure why it failed; empty where it did not
   */
  void fetched(String owner, Optional<String> failure);
}
