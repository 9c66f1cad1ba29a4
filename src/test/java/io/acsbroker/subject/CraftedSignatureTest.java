package io.acsbroker.subject;

import static io.acsbroker.subject.RejectionReason.SIGNATURE_INVALID;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.nimbusds.jose.crypto.impl.ECDSA;
import com.nimbusds.jose.jwk.JWK;
import io.acsbroker.keys.KeySet;
import io.acsbroker.keys.SigningKey;
import io.acsbroker.subject.Verification.Rejected;
import io.acsbroker.token.SignatureAlgorithm;
import java.math.BigInteger;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Signatures that are none, or of another form than JWS has, made of what an attacker knows. */
class CraftedSignatureTest {
  private static final String GOOD = SampleIssuer.CURVED.token().signed();
  private static final String TEXT = GOOD.substring(0, GOOD.lastIndexOf('.') + 1);

  /** The order of P-256 (FIPS 186-4, D.1.2.3). */
  private static final BigInteger ORDER =
      new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);

  private static byte[] signature(String token) {
    return Base64.getUrlDecoder().decode(token.substring(token.lastIndexOf('.') + 1));
  }

  private static BigInteger half(int from) {
    return new BigInteger(1, Arrays.copyOfRange(signature(GOOD), from, from + 32));
  }

  private static byte[] pair(BigInteger r, BigInteger s) {
    byte[] both = new byte[64];
    put(r, both, 32);
    put(s, both, 64);
    return both;
  }

  private static void put(BigInteger number, byte[] into, int end) {
    byte[] bytes = number.toByteArray();
    for (int i = 0; i < Math.min(bytes.length, 32); i++) {
      into[end - 1 - i] = bytes[bytes.length - 1 - i];
    }
  }

  private static void assertInvalid(byte[] signature) {
    Rejected rejected =
        assertInstanceOf(
            Rejected.class, SampleIssuer.CURVED.verify(TEXT + TokenText.base64Url(signature)));
    assertEquals(SIGNATURE_INVALID, rejected.reason());
  }

  /**
   * Java itself took zeros for anybody's signature once.
   *
   * @see <a href="https://nvd.nist.gov/vuln/detail/CVE-2022-21449">CVE-2022-21449</a>
   */
  @Test
  void countForNothingWhereANumberIsOutOfItsRange() {
    BigInteger r = half(0);
    BigInteger s = half(32);
    BigInteger most = BigInteger.ONE.shiftLeft(256).subtract(BigInteger.ONE);
    List<BigInteger> out = List.of(BigInteger.ZERO, ORDER, ORDER.add(BigInteger.ONE), most);
    for (BigInteger one : out) {
      assertInvalid(pair(one, s));
      assertInvalid(pair(r, one));
      for (BigInteger other : out) {
        assertInvalid(pair(one, other));
      }
    }
  }

  @Test
  void countForNothingInTheFormOfCertificates() throws Exception {
    byte[] signature = signature(GOOD);
    assertInvalid(ECDSA.transcodeSignatureToDER(signature));
    for (int length : new int[] {32, 63, 65, 128}) {
      assertInvalid(Arrays.copyOf(signature, length));
    }
  }

  /** Of ECDSA both halves of the curve are valid: RFC 7518 asks for neither. */
  @Test
  void countWithEitherOfTwoNumbersThatMeanTheSame() {
    byte[] other = pair(half(0), ORDER.subtract(half(32)));
    assertInstanceOf(
        ForeignVerification.Proven.class,
        SampleIssuer.CURVED.verify(TEXT + TokenText.base64Url(other)));
  }

  /**
   * The salt of PS256 is as long as its hash.
   *
   * @see <a href="https://www.rfc-editor.org/rfc/rfc7518#section-3.5">RFC 7518, section 3.5</a>
   */
  @ParameterizedTest
  @ValueSource(ints = {0, 20, 31, 33, 64})
  void countForNothingWithAnotherSaltThanTheirAlgorithmHas(int salt) throws Exception {
    JWK key = SampleIssuer.key(SignatureAlgorithm.PS256, "one-id-for-all");
    String good = SampleIssuer.NESTED.token().signed();
    String text = good.substring(0, good.lastIndexOf('.'));
    SigningKey published =
        KeySet.ofIssuer("{\"keys\":[" + key.toPublicJWK().toJSONString() + "]}")
            .flatMap(set -> set.key("one-id-for-all"))
            .orElseThrow();
    CompactToken right = parsed(text + "." + salted(key, text, 32));
    assertEquals(Optional.empty(), right.refusal(published, SignatureAlgorithm.PS256));
    CompactToken other = parsed(text + "." + salted(key, text, salt));
    assertEquals(
        Optional.of(SIGNATURE_INVALID),
        other.refusal(published, SignatureAlgorithm.PS256).map(Rejected::reason));
  }

  private static CompactToken parsed(String token) {
    return assertInstanceOf(CompactToken.Parsing.Parsed.class, CompactToken.parse(token)).token();
  }

  private static String salted(JWK key, String text, int salt) throws Exception {
    Signature signer = Signature.getInstance("RSASSA-PSS");
    signer.initSign(key.toRSAKey().toPrivateKey());
    signer.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, salt, 1));
    signer.update(text.getBytes(US_ASCII));
    return TokenText.base64Url(signer.sign());
  }
}
