package io.acsbroker.local.entra;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.Signature;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * The certificate in which Entra publishes a key: signed with that key, good for five years. The
 * JDK makes none but with {@code keytool}, a process and a second for each.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5280#section-4.1">RFC 5280, the fields of a
 *     certificate</a>
 */
final class SelfSignedCertificate {
  private static final String NAME = "accounts.accesscontrol.windows.net";
  private static final int YEARS = 5;

  private static final int INTEGER = 0x02;
  private static final int BIT_STRING = 0x03;
  private static final int UTF8_STRING = 0x0c;
  private static final int UTC_TIME = 0x17;
  private static final int SEQUENCE = 0x30;
  private static final int SET = 0x31;
  private static final int VERSION = 0xa0;

  private static final byte[] VERSION_3 = {2};

  /** sha256WithRSAEncryption, 1.2.840.113549.1.1.11, without parameters (NULL). */
  private static final byte[] ALGORITHM =
      der(SEQUENCE, new byte[] {6, 9, 42, -122, 72, -122, -9, 13, 1, 1, 11, 5, 0});

  /** commonName, 2.5.4.3. */
  private static final byte[] COMMON_NAME = {6, 3, 85, 4, 3};

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final SecureRandom RANDOM = new SecureRandom();

  private SelfSignedCertificate() {}

  /** The certificate of this RSA key in DER, which is good from now on. */
  static byte[] of(KeyPair key, Instant now) throws GeneralSecurityException {
    byte[] name =
        der(SEQUENCE, der(SET, der(SEQUENCE, COMMON_NAME, der(UTF8_STRING, ascii(NAME)))));
    byte[] content =
        der(
            SEQUENCE,
            der(VERSION, der(INTEGER, VERSION_3)),
            der(INTEGER, new BigInteger(63, RANDOM).setBit(62).toByteArray()),
            ALGORITHM,
            name,
            validity(now),
            name,
            key.getPublic().getEncoded());
    Signature signature = Signature.getInstance("SHA256withRSA");
    signature.initSign(key.getPrivate());
    signature.update(content);
    byte[] allBitsUsed = {0};
    return der(SEQUENCE, content, ALGORITHM, der(BIT_STRING, allBitsUsed, signature.sign()));
  }

  private static byte[] validity(Instant from) {
    Instant to = from.atOffset(ZoneOffset.UTC).plusYears(YEARS).toInstant();
    return der(
        SEQUENCE, der(UTC_TIME, ascii(TIME.format(from))), der(UTC_TIME, ascii(TIME.format(to))));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** What has this tag and these parts, one after the other. */
  private static byte[] der(int tag, byte[]... parts) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      content.writeBytes(part);
    }
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.write(tag);
    int length = content.size();
    if (length >= 0x80) {
      boolean two = length >= 0x100;
      all.write(two ? 0x82 : 0x81);
      if (two) {
        all.write(length >> 8);
      }
    }
    all.write(length & 0xff);
    all.writeBytes(content.toByteArray());
    return all.toByteArray();
  }
}
