package io.acsbroker.token;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One delegated permission of a token, as it stands in the claim {@code scp}.
 *
 * @param value the name, {@code Teams.ManageCalls} say: no white space, not empty
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-3.3">RFC 6749, section 3.3</a>
 */
public record Scope(String value) {
  /**
   * @throws IllegalArgumentException where the value is empty or no {@code scope-token} of RFC 6749
   */
  public Scope {
    if (!isScope(value)) {
      throw new IllegalArgumentException("not a scope");
    }
  }

  /** Returns the scope, or empty where the text is none. */
  public static Optional<Scope> parse(String text) {
    return isScope(text) ? Optional.of(new Scope(text)) : Optional.empty();
  }

  /** As applications ask Entra for this scope of an API, {@code api://<client id>/<scope>}. */
  public String ofApi(ClientId api) {
    return "api://" + api.value() + "/" + value;
  }

  private static boolean isScope(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (!isScopeCharacter(text.charAt(i))) {
        return false;
      }
    }
    return !text.isEmpty();
  }

  private static boolean isScopeCharacter(char c) {
    return c > ' ' && c < 0x7F && c != '"' && c != '\\';
  }

  // Written out: what a record has of its own is made at run time, and the first answer waits for
  // it
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Scope it && value.equals(it.value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }
}
