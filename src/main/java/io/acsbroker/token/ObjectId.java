package io.acsbroker.token;

import java.util.Optional;

/**
 * A user within one tenant: the claim {@code oid}.
 *
 * @param value a GUID in lower case
 */
public record ObjectId(String value) {
  /**
   * @throws IllegalArgumentException where the value is not a GUID in lower case
   */
  public ObjectId {
    Guid.require(value);
  }

  /** Returns the id, or empty where the text is not a GUID in lower case. */
  public static Optional<ObjectId> parse(String text) {
    return Guid.matches(text) ? Optional.of(new ObjectId(text)) : Optional.empty();
  }
}
