package io.acsbroker.token;

import java.util.Optional;

/**
 * A user of an Azure Communication Services resource that the resource itself has made.
 *
 * @param id as ACS names it, {@code 8:acs:…} say
 */
public record AcsIdentity(String id) {
  private static final int MAX_LENGTH = 256;

  /**
   * @throws IllegalArgumentException where the text cannot be such an id
   */
  public AcsIdentity {
    if (!isId(id)) {
      throw new IllegalArgumentException("not an id of ACS");
    }
  }

  /** Returns the identity, or empty where the text cannot be its id. */
  public static Optional<AcsIdentity> parse(String text) {
    return isId(text) ? Optional.of(new AcsIdentity(text)) : Optional.empty();
  }

  private static boolean isId(String text) {
    return text.startsWith("8:")
        && text.length() <= MAX_LENGTH
        && text.chars().allMatch(c -> c > ' ' && c < 0x7F && "/?#%\\".indexOf(c) < 0);
  }
}
