package io.acsbroker.keys;

import com.nimbusds.jose.util.Base64URL;

/**
 * A signature whose bytes are at hand already. Nimbus would decode it once more, in constant time,
 * which a secret needs and a signature does not: a fifteenth of the whole verification.
 */
public final class DecodedSignature extends Base64URL {
  private static final long serialVersionUID = 1L;

  private final byte[] bytes;

  /**
   * @param bytes what the text stands for, as {@link Base64UrlSegment} decodes it
   */
  public DecodedSignature(String text, byte[] bytes) {
    super(text);
    this.bytes = bytes;
  }

  @Override
  public byte[] decode() {
    return bytes;
  }
}
