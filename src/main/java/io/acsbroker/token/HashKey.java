package io.acsbroker.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The key by which the broker remembers something: a SHA-256 over its parts, each with its length
 * before it, so that no two lists of parts are one text. Whoever reads the memory of the broker by
 * its keys learns no token, and as four numbers there is room for many.
 */
public record HashKey(long first, long second, long third, long fourth) {
  /** The key of these parts, in this order. */
  public static HashKey of(List<String> parts) {
    MessageDigest digest = sha256();
    for (String part : parts) {
      byte[] bytes = part.getBytes(UTF_8);
      digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
      digest.update(bytes);
    }
    ByteBuffer hash = ByteBuffer.wrap(digest.digest());
    return new HashKey(hash.getLong(), hash.getLong(), hash.getLong(), hash.getLong());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  // Written out: what a record has of its own is made at run time, and the first answer waits for
  // it
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof HashKey it
        && first == it.first
        && second == it.second
        && third == it.third
        && fourth == it.fourth;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(first);
  }
}
