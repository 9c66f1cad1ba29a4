package io.acsbroker.token;

import java.util.Arrays;
import java.util.Optional;

/**
 * An algorithm by which a token of another issuer than Entra may be signed. None is symmetric:
 * whoever can verify such a signature can make one.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7518#section-3.1">RFC 7518, section 3.1</a>
 */
public enum SignatureAlgorithm {
  RS256,
  PS256,
  ES256;

  /** The algorithm of exactly this name; empty where it is none of these. */
  public static Optional<SignatureAlgorithm> named(String name) {
    return Arrays.stream(values()).filter(algorithm -> algorithm.name().equals(name)).findFirst();
  }
}
