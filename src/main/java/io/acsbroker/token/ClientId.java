package io.acsbroker.token;

import java.util.Optional;

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
}
