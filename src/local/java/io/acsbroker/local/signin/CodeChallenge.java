package io.acsbroker.local.signin;

import io.acsbroker.local.entra.ApplicationKind;
import io.acsbroker.local.entra.Sha256;
import java.util.Optional;

/**
 * What ties a code to whoever asked for it.
 *
 * @param value base64url of the verifier's SHA-256, or where the method is plain the verifier;
 *     empty where nothing ties it
 * @param method {@code S256}, or {@code plain}, which is meant where it is empty
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7636">RFC 7636, Proof Key for Code Exchange</a>
 */
record CodeChallenge(String value, String method) {
  private static final String HASHED = "S256";

  /** Why an application of this kind may not begin with it. */
  Optional<Denial> denial(ApplicationKind kind) {
    return switch (kind) {
      case SPA ->
          method.equals(HASHED) && value.matches("[\\w-]{43}")
              ? Optional.empty()
              : Optional.of(Denial.PKCE_MISSING);
      case PUBLIC_CLIENT ->
          value.isEmpty() || (value.matches("[\\w.~-]{43,128}") && method.matches("|plain|S256"))
              ? Optional.empty()
              : Optional.of(Denial.CODE_CHALLENGE);
    };
  }

  boolean isMetBy(String verifier) {
    if (value.isEmpty()) {
      return true;
    }
    return value.equals(method.equals(HASHED) ? Sha256.of(verifier) : verifier);
  }
}
