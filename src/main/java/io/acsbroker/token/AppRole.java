package io.acsbroker.token;

import java.util.Optional;

/**
 * The value of an application role, as it stands in the claim {@code roles}.
 *
 * @see <a
 *     href="https://learn.microsoft.com/entra/identity-platform/howto-add-app-roles-in-apps">App
 *     roles</a>
 */
public record AppRole(String value) {
  private static final int MAX_LENGTH = 120;

  /** The role of this name; empty where a role cannot be named so. */
  public static Optional<AppRole> parse(String text) {
    boolean named =
        !text.isEmpty()
            && text.length() <= MAX_LENGTH
            && text.chars().allMatch(c -> c > ' ' && c < 0x7f);
    return named ? Optional.of(new AppRole(text)) : Optional.empty();
  }
}
