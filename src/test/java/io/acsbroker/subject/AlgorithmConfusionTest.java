package io.acsbroker.subject;

import static io.acsbroker.subject.RejectionReason.ALGORITHM_NOT_RS256;
import static io.acsbroker.subject.RejectionReason.HEADER_PARAMETER_REFUSED;
import static io.acsbroker.subject.RejectionReason.SEGMENTS_MALFORMED;
import static io.acsbroker.subject.RejectionReason.SIGNATURE_INVALID;
import static io.acsbroker.subject.TokenText.assertRejected;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import io.acsbroker.subject.Verification.KeyUnknown;
import io.acsbroker.subject.Verification.Verified;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Attempts to have another algorithm or another key decide. */
class AlgorithmConfusionTest {
  private static final String KEY_ID = String.valueOf(SampleToken.v1().header.get("kid"));

  @Test
  void acceptsTokensOfBothVersions() {
    assertInstanceOf(Verified.class, SampleToken.v1().verify());
    assertInstanceOf(Verified.class, SampleToken.v2().verify());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "none", "None", "HS256", "HS512", "RS384", "RS512", "PS256", "ES256", "EdDSA", "rs256",
        "RS256 ", ""
      })
  void refusesEveryAlgorithmButRs256(String algorithm) {
    String header = "{\"alg\":\"" + algorithm + "\",\"typ\":\"JWT\",\"kid\":\"" + KEY_ID + "\"}";
    assertRejected(ALGORITHM_NOT_RS256, TokenText.withHeader(header));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\"alg\":null,", "\"alg\":[\"RS256\"],", "\"alg\":{},", "\"alg\":1,"})
  void refusesHeadersThatNameNoAlgorithm(String algorithm) {
    assertRejected(
        ALGORITHM_NOT_RS256,
        TokenText.withHeader("{" + algorithm + "\"typ\":\"JWT\",\"kid\":\"" + KEY_ID + "\"}"));
  }

  @Test
  void refusesUnsignedTokensWithAnEmptySignature() {
    String header = TokenText.base64Url("{\"alg\":\"none\",\"typ\":\"JWT\"}".getBytes(UTF_8));
    assertRejected(SEGMENTS_MALFORMED, header + "." + TokenText.segment(1) + ".");
  }

  @Test
  void refusesAPublicKeyUsedAsASharedSecret() throws Exception {
    byte[] publicKey = publicKey().toRSAPublicKey().getEncoded();
    String header = "{\"alg\":\"HS256\",\"typ\":\"JWT\",\"kid\":\"" + KEY_ID + "\"}";
    String signed = TokenText.base64Url(header.getBytes(UTF_8)) + "." + TokenText.segment(1);
    String signature =
        new MACSigner(publicKey)
            .sign(new JWSHeader(JWSAlgorithm.HS256), signed.getBytes(UTF_8))
            .toString();
    assertRejected(ALGORITHM_NOT_RS256, signed + "." + signature);
    String confused = TokenText.segment(0) + "." + TokenText.segment(1) + "." + signature;
    assertRejected(SIGNATURE_INVALID, confused);
  }

  @Test
  void refusesASignatureOfTheAttackersKey() throws Exception {
    RSAKey attacker = new RSAKeyGenerator(2048).generate();
    String signed = TokenText.segment(0) + "." + TokenText.segment(1);
    assertRejected(SIGNATURE_INVALID, signed + "." + signature(attacker, signed));
  }

  @Test
  void refusesAKeyThatTheTokenBringsAlong() throws Exception {
    RSAKey attacker = new RSAKeyGenerator(2048).generate();
    String header =
        TokenText.json(0).replaceFirst("}$", ",\"jwk\":" + attacker.toPublicJWK() + "}");
    String signed = TokenText.base64Url(header.getBytes(UTF_8)) + "." + TokenText.segment(1);
    assertRejected(HEADER_PARAMETER_REFUSED, signed + "." + signature(attacker, signed));
  }

  private static void assertKeyUnknown(String keyId) {
    assertInstanceOf(KeyUnknown.class, SampleToken.v1().withHeader("kid", keyId).verify(), keyId);
  }

  @ParameterizedTest
  @ValueSource(strings = {"unheard", "", "../../keys", "' OR 1=1 --", "https://attacker.example"})
  void refusesKeyIdsThatTheTenantDoesNotHave(String keyId) {
    assertKeyUnknown(keyId);
  }

  @Test
  void findsTheKeyByItsExactIdAlone() {
    assertKeyUnknown(KEY_ID + " ");
    assertKeyUnknown(" " + KEY_ID);
  }

  @Test
  void refusesASignatureWithOneBitChanged() {
    byte[] signature = Base64.getUrlDecoder().decode(TokenText.segment(2));
    for (int index : new int[] {0, 100, signature.length - 1}) {
      byte[] changed = Arrays.copyOf(signature, signature.length);
      changed[index] ^= 1;
      assertRejected(SIGNATURE_INVALID, TokenText.withSegment(2, TokenText.base64Url(changed)));
    }
  }

  @Test
  void refusesSignaturesOfAnotherLength() {
    assertRejected(SIGNATURE_INVALID, TokenText.withSegment(2, "YQ"));
    assertRejected(SIGNATURE_INVALID, TokenText.withSegment(2, "A".repeat(342)));
    assertRejected(SIGNATURE_INVALID, TokenText.withSegment(2, "A".repeat(684)));
  }

  @Test
  void refusesAnotherTokensClaimsUnderAGoodSignature() {
    String claims = SampleToken.v1().with("oid", "14c09aa5-2042-4050-a572-72508653509d").signed();
    assertRejected(SIGNATURE_INVALID, TokenText.withSegment(1, claims.split("\\.", -1)[1]));
    String v2Claims = SampleToken.v2().signed().split("\\.", -1)[1];
    assertRejected(SIGNATURE_INVALID, TokenText.withSegment(1, v2Claims));
  }

  private static RSAKey publicKey() throws Exception {
    return SampleToken.ENTRA.keys().getKeyByKeyId(KEY_ID).toRSAKey();
  }

  private static String signature(RSAKey key, String signed) throws Exception {
    return new RSASSASigner(key)
        .sign(new JWSHeader(JWSAlgorithm.RS256), signed.getBytes(UTF_8))
        .toString();
  }
}
