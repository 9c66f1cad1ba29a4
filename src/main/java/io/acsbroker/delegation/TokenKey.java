package io.acsbroker.delegation;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.acsbroker.token.EntraToken;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * What a caller token is known by: its SHA-256 as four numbers, which give no token away. Its
 * tenant is a claim of it, so that one token never belongs to two.
 */
record TokenKey(long first, long second, long third, long fourth) {
  static TokenKey of(EntraToken callerToken) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(callerToken.value().getBytes(UTF_8));
      ByteBuffer numbers = ByteBuffer.wrap(hash);
      return new TokenKey(
          numbers.getLong(), numbers.getLong(), numbers.getLong(), numbers.getLong());
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
