package io.acsbroker.token;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The application that a token was issued to: {@code appid} in v1 tokens, {@code azp} in v2.
 *
 * @param value a GUID in lower case
 */
public record ClientId(String value) {
  /**
   * @throws IllegalArgumentException where the value is not a GUID in lower case
   */
  public ClientId {
    Guid.require(value);
  }

  /** Returns the id, or empty where the text is not a GUID in lower case. */
  public static Optional<ClientId> parse(String text) {
    return Guid.matches(text) ? Optional.of(new ClientId(text)) : Optional.empty();
  }

  // Written out: what a record has of its own is made at run time, and the first answer waits for
  // it
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ClientId it && value.equals(it.value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }
}
