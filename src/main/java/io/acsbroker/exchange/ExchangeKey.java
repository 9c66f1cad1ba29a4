package io.acsbroker.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.acsbroker.subject.VerifiedToken;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/**
 * What makes two exchanges the same, as a hash: whoever reads the memory of the broker by its keys
 * learns no token.
 *
 * @param hash SHA-256 over the parts, each with its length before it, so that no two lists of parts
 *     are one text
 */
record ExchangeKey(ByteBuffer hash) {
  /** The key of one token's exchange by one route at one resource. */
  static ExchangeKey of(String route, String resource, VerifiedToken token) {
    return of(
        List.of(
            route,
            resource,
            token.token().value(),
            token.subject().tenant().value(),
            token.subject().user().value(),
            token.client().value()));
  }

  static ExchangeKey of(List<String> parts) {
    MessageDigest digest = sha256();
    for (String part : parts) {
      byte[] bytes = part.getBytes(UTF_8);
      digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
      digest.update(bytes);
    }
    return new ExchangeKey(ByteBuffer.wrap(digest.digest()).asReadOnlyBuffer());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
