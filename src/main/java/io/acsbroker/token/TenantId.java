package io.acsbroker.token;

import java.util.Optional;

/**
 * The Entra tenant of a user: the claim {@code tid}.
 *
 * @param value a GUID in lower case
 */
public record TenantId(String value) {
  /**
   * @throws IllegalArgumentException where the value is not a GUID in lower case
   */
  public TenantId {
    Guid.require(value);
  }

  /** Returns the id, or empty where the text is not a GUID in lower case. */
  public static Optional<TenantId> parse(String text) {
    return Guid.matches(text) ? Optional.of(new TenantId(text)) : Optional.empty();
  }
}
