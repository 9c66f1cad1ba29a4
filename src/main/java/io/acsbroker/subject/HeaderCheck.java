package io.acsbroker.subject;

import io.acsbroker.json.JsonObject;
import io.acsbroker.subject.Verification.Rejected;
import io.acsbroker.token.CallerIssuer;
import io.acsbroker.token.CallerIssuer.TokenType;
import io.acsbroker.token.Finding;
import io.acsbroker.token.SignatureAlgorithm;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What the header of an access token must say, and what it must not, whoever issued it: parameters
 * that bring a key of their own, change how the token is read, or mark a token of Microsoft Graph.
 * Others are ignored, as RFC 7515 says, and counted.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7515#section-4">RFC 7515, section 4</a>
 */
final class HeaderCheck {
  /** In the order of the alphabet: of several, the first is named. */
  static final List<String> REFUSED =
      List.of(
          "b64", "crit", "cty", "enc", "epk", "jku", "jwk", "nonce", "p2c", "x5c", "x5u", "zip");

  private static final Set<String> KNOWN = Set.of("alg", "typ", "kid", "x5t");

  private HeaderCheck() {}

  /** How many parameters are ignored, because nobody knows them. */
  static int ignored(JsonObject header) {
    int ignored = 0;
    for (String name : header.names()) {
      ignored += KNOWN.contains(name) ? 0 : 1;
    }
    return ignored;
  }

  /** Returns why the header of a token of Entra's is refused, or empty where it is good. */
  static Optional<Rejected> refusal(JsonObject header) {
    if (!header.string("alg").equals(Optional.of("RS256"))) {
      return Optional.of(Rejected.because(RejectionReason.ALGORITHM_NOT_RS256));
    }
    if (!header.string("typ").equals(Optional.of("JWT"))) {
      return Optional.of(Rejected.because(RejectionReason.TYPE_NOT_JWT));
    }
    return unlessRefused(header);
  }

  /** The same of a token of another issuer's, which has its own algorithms and types. */
  static Optional<Rejected> refusal(JsonObject header, CallerIssuer issuer) {
    Optional<SignatureAlgorithm> algorithm = algorithm(header);
    if (algorithm.isEmpty() || !issuer.algorithms().contains(algorithm.get())) {
      return Optional.of(Rejected.because(RejectionReason.ALGORITHM_NOT_LISTED));
    }
    Optional<TokenType> type = type(header);
    if (type.isEmpty() || !issuer.types().contains(type.get())) {
      return Optional.of(Rejected.because(RejectionReason.TYPE_NOT_LISTED));
    }
    return unlessRefused(header);
  }

  /** The algorithm that a header names, in exactly these letters. */
  static Optional<SignatureAlgorithm> algorithm(JsonObject header) {
    return SignatureAlgorithm.named(header.string("alg").orElse(""));
  }

  /**
   * The type that a header names, as media types are compared.
   *
   * @see <a href="https://www.rfc-editor.org/rfc/rfc7515#section-4.1.9">RFC 7515, section 4.1.9</a>
   */
  private static Optional<TokenType> type(JsonObject header) {
    if (!header.has("typ")) {
      return Optional.of(TokenType.NONE);
    }
    return switch (header.string("typ").orElse("").toLowerCase(Locale.ROOT)) {
      case "jwt" -> Optional.of(TokenType.JWT);
      case "at+jwt", "application/at+jwt" -> Optional.of(TokenType.AT_JWT);
      default -> Optional.empty();
    };
  }

  private static Optional<Rejected> unlessRefused(JsonObject header) {
    if (header.string("kid").isEmpty()) {
      return Optional.of(Rejected.because(RejectionReason.KEY_ID_MISSING));
    }
    for (String parameter : REFUSED) {
      if (header.has(parameter)) {
        return Optional.of(refused(parameter));
      }
    }
    return Optional.empty();
  }

  /** Names the parameter, which is one of ours: of an unsigned token nothing else is repeated. */
  private static Rejected refused(String parameter) {
    return Rejected.because(RejectionReason.HEADER_PARAMETER_REFUSED)
        .with(Finding.logged("header parameter " + parameter));
  }
}
