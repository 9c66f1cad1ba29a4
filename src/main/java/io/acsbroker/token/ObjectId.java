package io.acsbroker.token;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

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

  // Written out: what a record has of its own is made at run time, and the first answer waits for
  // it
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ObjectId it && value.equals(it.value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }
}
