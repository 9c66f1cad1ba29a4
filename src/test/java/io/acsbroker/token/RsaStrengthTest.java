package io.acsbroker.token;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which RSA keys are strong enough to be trusted, and which too large to be used. */
class RsaStrengthTest {
  private static final BigInteger USUAL = BigInteger.valueOf(65537);

  /** The smallest odd number of so many bits. */
  private static BigInteger ofBits(int bits) {
    return BigInteger.ONE.shiftLeft(bits - 1).setBit(0);
  }

  @ParameterizedTest
  @CsvSource({"2047, false", "2048, true", "4096, true", "8192, true", "8193, false"})
  void dependsOnTheSizeOfTheModulus(int bits, boolean suffices) {
    assertEquals(suffices, RsaStrength.suffices(ofBits(bits), USUAL));
  }

  @ParameterizedTest
  @CsvSource({"3, false", "65535, false", "65537, true", "65538, false", "65539, true"})
  void dependsOnTheExponent(long exponent, boolean suffices) {
    assertEquals(suffices, RsaStrength.suffices(ofBits(2048), BigInteger.valueOf(exponent)));
  }

  @ParameterizedTest
  @CsvSource({"64, true", "65, false"})
  void takesNoExponentThatIsAnAttack(int bits, boolean suffices) {
    assertEquals(suffices, RsaStrength.suffices(ofBits(2048), ofBits(bits)));
  }

  @ParameterizedTest
  @CsvSource({"0, false", "1, true"})
  void takesNoModulusThatIsEven(int last, boolean suffices) {
    BigInteger modulus = BigInteger.ONE.shiftLeft(2047).add(BigInteger.valueOf(last));
    assertEquals(suffices, RsaStrength.suffices(modulus, USUAL));
  }
}
