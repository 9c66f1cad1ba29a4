package io.acsbroker.token;

import java.math.BigInteger;

/** The one measure of how strong an RSA key of an issuer has to be, fetched or written down. */
public final class RsaStrength {
  private static final int MIN_BITS = 2048;
  private static final int MAX_BITS = 8192;
  private static final BigInteger MIN_EXPONENT = BigInteger.valueOf(65537);
  private static final int MAX_EXPONENT_BITS = 64;

  private RsaStrength() {}

  /** Strong enough to trust, and not so large that verifying with it is an attack. */
  public static boolean suffices(BigInteger modulus, BigInteger exponent) {
    int bits = modulus.bitLength();
    return bits >= MIN_BITS
        && bits <= MAX_BITS
        && modulus.testBit(0)
        && exponent.compareTo(MIN_EXPONENT) >= 0
        && exponent.bitLength() <= MAX_EXPONENT_BITS
        && exponent.testBit(0);
  }
}
