package io.acsbroker.deployment;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.acsbroker.json.JsonObject;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A token that the operator gave. What it says is read, and believed, only to decide whether it may
 * be sent and what the answer should be.
 */
record SuppliedToken(String name, String value, JsonObject claims) {
  private static final Pattern COMPACT = Pattern.compile("[\\w-]+\\.([\\w-]+)\\.[\\w-]+");

  /**
   * Reads a token.
   *
   * @throws UnusableInputException for one that cannot be read, or must not be sent
   */
  static SuppliedToken read(String name, String value) {
    SuppliedToken token =
        claims(value)
            .map(claims -> new SuppliedToken(name, value, claims))
            .orElseThrow(
                () ->
                    new UnusableInputException(
                        "The token "
                            + name
                            + " cannot be read, so nobody can tell what it opens: nothing was sent."));
    if (PowerfulToken.is(token)) {
      throw new UnusableInputException(
          "The token "
              + name
              + " is for "
              + token.audience()
              + ", where it could change things. Such a token is never sent: nothing was sent.");
    }
    return token;
  }

  private static Optional<JsonObject> claims(String value) {
    return Optional.of(COMPACT.matcher(value))
        .filter(matcher -> matcher.matches())
        .flatMap(matcher -> decoded(matcher.group(1)))
        .flatMap(JsonObject::parse)
        .filter(claims -> claims.string("aud").isPresent());
  }

  private static Optional<String> decoded(String segment) {
    try {
      return Optional.of(new String(Base64.getUrlDecoder().decode(segment), UTF_8));
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }

  String audience() {
    return claims.string("aud").orElseThrow();
  }

  boolean isForGraph() {
    return PowerfulToken.isGraph(audience());
  }

  boolean hasExpired(Instant now) {
    return claims.integer("exp").filter(exp -> exp < now.getEpochSecond()).isPresent();
  }

  @Override
  public String toString() {
    return "SuppliedToken[" + name + "]";
  }
}
