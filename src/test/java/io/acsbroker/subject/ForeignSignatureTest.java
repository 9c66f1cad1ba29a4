package io.acsbroker.subject;

import static io.acsbroker.subject.RejectionReason.ALGORITHM_NOT_LISTED;
import static io.acsbroker.subject.RejectionReason.ISSUER_WRONG;
import static io.acsbroker.subject.RejectionReason.KEY_OF_ANOTHER_ALGORITHM;
import static io.acsbroker.subject.RejectionReason.SEGMENTS_MALFORMED;
import static io.acsbroker.subject.RejectionReason.SIGNATURE_INVALID;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import io.acsbroker.net.BoundedHttp;
import io.acsbroker.subject.Verification.KeyUnknown;
import io.acsbroker.subject.Verification.Rejected;
import io.acsbroker.token.CallerIssuer;
import io.acsbroker.token.CallerIssuer.Keys;
import io.acsbroker.token.ReceivedToken;
import io.acsbroker.token.SignatureAlgorithm;
import java.time.Duration;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Attempts to have another issuer, another algorithm or another key decide. */
class ForeignSignatureTest {
  private static void assertRejected(RejectionReason reason, ForeignVerification verification) {
    assertEquals(reason, assertInstanceOf(Rejected.class, verification).reason());
  }

  /** The token, signed with this key by the algorithm that it names. */
  private static ForeignVerification verify(
      ForeignToken token, JWK key, Set<SignatureAlgorithm> algorithms) {
    String text = token.signed().replaceFirst("\\.[^.]*$", "");
    SignatureAlgorithm named = SignatureAlgorithm.valueOf(String.valueOf(token.header.get("alg")));
    return verify(text + "." + SampleIssuer.signature(key, named, text), key, algorithms);
  }

  private static ForeignVerification verify(
      String token, JWK key, Set<SignatureAlgorithm> algorithms) {
    CallerIssuer one = SampleIssuer.PLAIN.settings();
    CallerIssuer issuer =
        new CallerIssuer(
            one.name(),
            one.issuer(),
            one.audience(),
            algorithms,
            one.types(),
            new Keys.Inline(new JWKSet(key.toPublicJWK()).toString()),
            one.longestLifetime(),
            one.claims(),
            one.required(),
            one.machine(),
            one.binding(),
            one.routes());
    return ForeignTokenVerifier.of(
            List.of(issuer),
            Duration.ZERO,
            BoundedHttp.client().build(),
            SampleToken.CLOCK,
            (name, failure) -> {})
        .verify(new ReceivedToken(token), issuer, SampleToken.soon());
  }

  private static JWK rsa(String algorithm) {
    JWK key = SampleIssuer.key(SignatureAlgorithm.RS256, "one-id-for-all");
    return new RSAKey.Builder(key.toRSAKey()).algorithm(JWSAlgorithm.parse(algorithm)).build();
  }

  @Test
  void takesAKeyForTheAlgorithmThatItNamesAlone() {
    Set<SignatureAlgorithm> all = EnumSet.allOf(SignatureAlgorithm.class);
    ForeignToken rs256 = SampleIssuer.PLAIN.token();
    ForeignToken ps256 = SampleIssuer.PLAIN.token().withHeader("alg", "PS256");
    assertInstanceOf(ForeignVerification.Proven.class, verify(rs256, rsa("RS256"), all));
    assertInstanceOf(ForeignVerification.Proven.class, verify(ps256, rsa("PS256"), all));
    assertRejected(KEY_OF_ANOTHER_ALGORITHM, verify(ps256, rsa("RS256"), all));
    assertRejected(KEY_OF_ANOTHER_ALGORITHM, verify(rs256, rsa("PS256"), all));
  }

  @Test
  void takesAKeyThatNamesNoneForThoseOfItsTypeThatAreListed() {
    JWK key = SampleIssuer.key(SignatureAlgorithm.RS256, "one-id-for-all");
    ForeignToken ps256 = SampleIssuer.PLAIN.token().withHeader("alg", "PS256");
    Set<SignatureAlgorithm> both = EnumSet.of(SignatureAlgorithm.RS256, SignatureAlgorithm.PS256);
    assertInstanceOf(ForeignVerification.Proven.class, verify(ps256, key, both));
    assertRejected(ALGORITHM_NOT_LISTED, verify(ps256, key, EnumSet.of(SignatureAlgorithm.RS256)));
  }

  @Test
  void takesNoKeyOfAnotherTypeThanTheAlgorithm() {
    Set<SignatureAlgorithm> all = EnumSet.allOf(SignatureAlgorithm.class);
    JWK rsa = SampleIssuer.key(SignatureAlgorithm.RS256, "one-id-for-all");
    String text =
        SampleIssuer.PLAIN
            .token()
            .withHeader("alg", "ES256")
            .signed()
            .replaceFirst("\\.[^.]*$", "");
    assertRejected(
        KEY_OF_ANOTHER_ALGORITHM,
        verify(text + "." + SampleIssuer.CURVED.signature(text), rsa, all));
  }

  @ParameterizedTest
  @EnumSource(SampleIssuer.class)
  void refusesTheSignatureOfAnotherIssuerWhoseKeyHasTheSameId(SampleIssuer issuer) {
    for (SampleIssuer other : SampleIssuer.values()) {
      if (other != issuer) {
        assertRejected(SIGNATURE_INVALID, issuer.verify(issuer.token().signed(other)));
      }
    }
  }

  @Test
  void refusesATokenOfOneIssuerThatNamesAnother() {
    String plain = SampleIssuer.PLAIN.issuer();
    String mixed = SampleIssuer.NESTED.token().with("iss", plain).signed();
    assertRejected(ALGORITHM_NOT_LISTED, SampleIssuer.PLAIN.verify(mixed));
    assertRejected(ISSUER_WRONG, SampleIssuer.NESTED.verify(mixed));
    String entras = SampleToken.v2().with("iss", plain).signed();
    assertRejected(RejectionReason.TYPE_NOT_LISTED, SampleIssuer.PLAIN.verify(entras));
    SampleToken disguised = SampleToken.v2().with("iss", plain).withHeader("typ", "at+jwt");
    assertInstanceOf(KeyUnknown.class, SampleIssuer.PLAIN.verify(disguised.signed()));
  }

  @Test
  void provesNobodyToTheVerifierOfEntrasTokens() {
    String token = SampleIssuer.NESTED.token().signed();
    TokenText.assertRejected(RejectionReason.ALGORITHM_NOT_RS256, SampleToken.verify(token));
  }

  @Test
  void refusesAPublicKeyUsedAsASharedSecret() throws Exception {
    byte[] secret = SampleIssuer.PLAIN.publicKey().toRSAKey().toRSAPublicKey().getEncoded();
    ForeignToken token = SampleIssuer.PLAIN.token();
    String confused = token.withHeader("alg", "HS256").signed().replaceFirst("\\.[^.]*$", "");
    String right = SampleIssuer.PLAIN.token().signed().replaceFirst("\\.[^.]*$", "");
    assertRejected(
        ALGORITHM_NOT_LISTED, SampleIssuer.PLAIN.verify(confused + "." + mac(secret, confused)));
    assertRejected(SIGNATURE_INVALID, SampleIssuer.PLAIN.verify(right + "." + mac(secret, right)));
  }

  private static String mac(byte[] secret, String text) throws Exception {
    return new MACSigner(secret)
        .sign(new JWSHeader(JWSAlgorithm.HS256), text.getBytes(UTF_8))
        .toString();
  }

  @ParameterizedTest
  @EnumSource(SampleIssuer.class)
  void refusesUnsignedTokens(SampleIssuer issuer) {
    String unsigned =
        issuer.token().withHeader("alg", "none").signed().replaceFirst("\\.[^.]*$", ".");
    assertRejected(SEGMENTS_MALFORMED, issuer.verify(unsigned));
    assertRejected(ALGORITHM_NOT_LISTED, issuer.verify(unsigned + "YQ"));
  }

  @ParameterizedTest
  @EnumSource(SampleIssuer.class)
  void refusesSignaturesThatAreNotOfTheseBytes(SampleIssuer issuer) {
    String good = issuer.token().signed();
    String text = good.substring(0, good.lastIndexOf('.') + 1);
    byte[] signature = Base64.getUrlDecoder().decode(good.substring(text.length()));
    for (int index : new int[] {0, signature.length / 2, signature.length - 1}) {
      byte[] changed = signature.clone();
      changed[index] ^= 1;
      assertRejected(SIGNATURE_INVALID, issuer.verify(text + TokenText.base64Url(changed)));
    }
    byte[] zeros = new byte[signature.length];
    for (byte[] odd : List.of(zeros, new byte[1], new byte[64], new byte[256], new byte[512])) {
      assertRejected(SIGNATURE_INVALID, issuer.verify(text + TokenText.base64Url(odd)));
    }
    String others = issuer.token().with("jti", "other").signed();
    assertRejected(
        SIGNATURE_INVALID,
        issuer.verify(
            others.substring(0, others.lastIndexOf('.') + 1) + good.substring(text.length())));
  }

  @ParameterizedTest
  @ValueSource(strings = {"unheard", "", "One-id-for-all", "one-id-for-all ", "../../keys"})
  void findsTheKeyByItsExactIdAlone(String keyId) {
    for (SampleIssuer issuer : SampleIssuer.values()) {
      KeyUnknown unknown =
          assertInstanceOf(KeyUnknown.class, issuer.token().withHeader("kid", keyId).verify());
      assertEquals(
          "not among the 1 key fetched at 2026-05-04T10:00:00Z at BROKER_CALLER_ISSUERS",
          unknown.diagnosis());
    }
  }
}
