package io.acsbroker.subject;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.acsbroker.json.JsonObject;
import io.acsbroker.keys.DecodedSignature;
import io.acsbroker.keys.SigningKey;
import io.acsbroker.subject.Verification.Rejected;
import io.acsbroker.token.Base64UrlSegment;
import io.acsbroker.token.ReceivedToken;
import io.acsbroker.token.SignatureAlgorithm;
import java.util.Optional;

/**
 * A token in the JWS compact serialization, taken apart and not yet believed.
 *
 * @param signedText the first two segments with the dot between them: what the signature covers
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7515#section-7.1">RFC 7515, section 7.1</a>
 */
record CompactToken(
    JsonObject header, JsonObject claims, String signedText, DecodedSignature signature) {

  /** The result of taking a text apart. */
  sealed interface Parsing {
    record Parsed(CompactToken token) implements Parsing {}

    record Malformed(RejectionReason reason) implements Parsing {}
  }

  /** Takes a text apart. Never throws, whatever the text is. */
  static Parsing parse(String text) {
    if (text.length() > ReceivedToken.MAX_LENGTH) {
      return new Parsing.Malformed(RejectionReason.TOKEN_TOO_LARGE);
    }
    int headerEnd = text.indexOf('.');
    int claimsEnd = text.indexOf('.', headerEnd + 1);
    if (headerEnd < 0 || claimsEnd < 0 || text.indexOf('.', claimsEnd + 1) >= 0) {
      return new Parsing.Malformed(RejectionReason.SEGMENTS_MALFORMED);
    }
    Optional<byte[]> header = Base64UrlSegment.decode(text.substring(0, headerEnd));
    Optional<byte[]> claims = Base64UrlSegment.decode(text.substring(headerEnd + 1, claimsEnd));
    String signatureText = text.substring(claimsEnd + 1);
    Optional<byte[]> signature = Base64UrlSegment.decode(signatureText);
    if (header.isEmpty() || claims.isEmpty() || signature.isEmpty()) {
      return new Parsing.Malformed(RejectionReason.SEGMENTS_MALFORMED);
    }
    return ofJson(
        header.get(),
        claims.get(),
        text.substring(0, claimsEnd),
        new DecodedSignature(signatureText, signature.get()));
  }

  private static Parsing ofJson(
      byte[] header, byte[] claims, String signedText, DecodedSignature signature) {
    Optional<JsonObject> headerObject = object(header);
    Optional<JsonObject> claimsObject = object(claims);
    if (headerObject.isEmpty() || claimsObject.isEmpty()) {
      return new Parsing.Malformed(RejectionReason.JSON_MALFORMED);
    }
    return new Parsing.Parsed(
        new CompactToken(headerObject.get(), claimsObject.get(), signedText, signature));
  }

  private static Optional<JsonObject> object(byte[] bytes) {
    Optional<String> text = Utf8Text.decode(bytes);
    return text.isPresent() ? JsonObject.parse(text.get()) : Optional.empty();
  }

  /**
   * Says why the signature is not one of this key; empty where it is.
   *
   * @param algorithm that the header names
   */
  Optional<Rejected> refusal(SigningKey key, SignatureAlgorithm algorithm) {
    if (!key.isFor(algorithm)) {
      return Optional.of(Rejected.because(RejectionReason.KEY_OF_ANOTHER_ALGORITHM));
    }
    return key.signed(signedText.getBytes(US_ASCII), signature, algorithm)
        ? Optional.empty()
        : Optional.of(Rejected.because(RejectionReason.SIGNATURE_INVALID));
  }

  @Override
  public String toString() {
    return "CompactToken[redacted]";
  }
}
