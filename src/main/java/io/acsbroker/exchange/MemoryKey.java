package io.acsbroker.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.acsbroker.token.Subject;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/**
 * What an exchange or a user is remembered by: a SHA-256 over the parts, each with its length
 * before it, so that no two lists of parts are one text. Whoever reads the memory of the broker by
 * its keys learns no token, and as four numbers there is room for many.
 */
record MemoryKey(long first, long second, long third, long fourth) {
  /** The key of one token's exchange by one route at one resource. */
  static MemoryKey ofExchange(String route, String resource, ExchangeSubject subject) {
    return of(
        List.of(
            route,
            resource,
            subject.token().value(),
            subject.subject().tenant().value(),
            subject.subject().user().value(),
            subject.client().value()));
  }

  static MemoryKey ofUser(Subject user) {
    return of(List.of(user.tenant().value(), user.user().value()));
  }

  static MemoryKey of(List<String> parts) {
    MessageDigest digest = sha256();
    for (String part : parts) {
      byte[] bytes = part.getBytes(UTF_8);
      digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
      digest.update(bytes);
    }
    ByteBuffer hash = ByteBuffer.wrap(digest.digest());
    return new MemoryKey(hash.getLong(), hash.getLong(), hash.getLong(), hash.getLong());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
