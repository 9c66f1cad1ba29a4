package io.acsbroker.deployment;

import io.acsbroker.json.JsonObject;
import io.acsbroker.operator.UnusableInputException;
import io.acsbroker.operator.UnverifiedClaims;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

/**
 * A token that the operator gave. What it says is read, and believed, only to decide whether it may
 * be sent and what the answer should be.
 */
record SuppliedToken(String name, String value, JsonObject claims) {
  /**
   * Reads a token.
   *
   * @throws UnusableInputException for one that cannot be read, or must not be sent
   */
  static SuppliedToken read(String name, String value) {
    SuppliedToken token =
        UnverifiedClaims.of(value)
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
              + String.join(" and ", token.audiences())
              + ", where it could change things. Such a token is never sent: nothing was sent.");
    }
    return token;
  }

  List<String> audiences() {
    return UnverifiedClaims.audiences(claims);
  }

  boolean isForGraph() {
    return audiences().stream().anyMatch(PowerfulToken::isGraph);
  }

  /** The same token, with one bit of its signature changed. */
  String withAnotherSignature() {
    int place = value.lastIndexOf('.') + 1;
    byte[] signature = Base64.getUrlDecoder().decode(value.substring(place));
    signature[signature.length / 2] ^= 1;
    return value.substring(0, place)
        + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
  }

  boolean hasExpired(Instant now) {
    return claims.integer("exp").filter(exp -> exp < now.getEpochSecond()).isPresent();
  }

  @Override
  public String toString() {
    return "SuppliedToken[" + name + "]";
  }
}
