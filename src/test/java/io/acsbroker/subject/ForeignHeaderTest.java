package io.acsbroker.subject;

import static io.acsbroker.subject.RejectionReason.ALGORITHM_NOT_LISTED;
import static io.acsbroker.subject.RejectionReason.HEADER_PARAMETER_REFUSED;
import static io.acsbroker.subject.RejectionReason.KEY_ID_MISSING;
import static io.acsbroker.subject.RejectionReason.TYPE_NOT_LISTED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.acsbroker.subject.Verification.Rejected;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the headers of other issuers' tokens may say, each under a good signature. */
class ForeignHeaderTest {
  private static void assertRejected(RejectionReason reason, ForeignToken token) {
    assertEquals(reason, assertInstanceOf(Rejected.class, token.verify()).reason());
  }

  private static int ignored(ForeignToken token) {
    return assertInstanceOf(ForeignVerification.Proven.class, token.verify())
        .caller()
        .ignoredHeaderParameters();
  }

  @ParameterizedTest
  @EnumSource(SampleIssuer.class)
  void takesTheAlgorithmsOfTheSettingsAlone(SampleIssuer issuer) {
    for (String name :
        List.of(
            "none", "None", "HS256", "HS512", "RS256", "RS384", "RS512", "PS256", "PS512", "ES256",
            "ES256K", "ES384", "EdDSA", "rs256", "es256", "RS256 ", "")) {
      if (!name.equals(issuer.algorithm.name())) {
        assertRejected(ALGORITHM_NOT_LISTED, issuer.token().withHeader("alg", name));
      }
    }
    assertRejected(ALGORITHM_NOT_LISTED, issuer.token().withoutHeader("alg"));
    assertRejected(ALGORITHM_NOT_LISTED, issuer.token().withHeader("alg", null));
    assertRejected(
        ALGORITHM_NOT_LISTED, issuer.token().withHeader("alg", List.of(issuer.algorithm.name())));
  }

  @ParameterizedTest
  @ValueSource(strings = {"at+jwt", "AT+JWT", "application/at+jwt", "Application/at+JWT"})
  void readsTheTypeAsMediaTypesAreRead(String type) {
    assertEquals(0, ignored(SampleIssuer.PLAIN.token().withHeader("typ", type)));
    assertRejected(TYPE_NOT_LISTED, SampleIssuer.NESTED.token().withHeader("typ", type));
    assertRejected(TYPE_NOT_LISTED, SampleIssuer.CURVED.token().withHeader("typ", type));
  }

  @Test
  void takesTheTypesOfTheSettingsAlone() {
    assertEquals(0, ignored(SampleIssuer.NESTED.token().withHeader("typ", "jwt")));
    assertRejected(TYPE_NOT_LISTED, SampleIssuer.PLAIN.token().withHeader("typ", "JWT"));
    assertRejected(TYPE_NOT_LISTED, SampleIssuer.CURVED.token().withHeader("typ", "JWT"));
    assertRejected(TYPE_NOT_LISTED, SampleIssuer.PLAIN.token().withoutHeader("typ"));
    assertRejected(TYPE_NOT_LISTED, SampleIssuer.NESTED.token().withoutHeader("typ"));
    assertRejected(TYPE_NOT_LISTED, SampleIssuer.CURVED.token().withHeader("typ", null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "none", "at+jwt ", "dpop+jwt", "logout+jwt", "id_token+jwt", "JWS"})
  void refusesTypesOfOtherTokens(String type) {
    for (SampleIssuer issuer : SampleIssuer.values()) {
      assertRejected(TYPE_NOT_LISTED, issuer.token().withHeader("typ", type));
    }
  }

  @ParameterizedTest
  @EnumSource(SampleIssuer.class)
  void refusesTheParametersThatItRefusesInTokensOfEntras(SampleIssuer issuer) {
    for (String parameter : HeaderCheck.REFUSED) {
      assertRejected(HEADER_PARAMETER_REFUSED, issuer.token().withHeader(parameter, "x"));
      assertRejected(HEADER_PARAMETER_REFUSED, issuer.token().withHeader(parameter, null));
    }
    assertRejected(
        HEADER_PARAMETER_REFUSED,
        issuer.token().withHeader("jwk", issuer.publicKey().toJSONObject()));
  }

  @ParameterizedTest
  @EnumSource(SampleIssuer.class)
  void refusesHeadersWithoutAKeyId(SampleIssuer issuer) {
    assertRejected(KEY_ID_MISSING, issuer.token().withoutHeader("kid"));
    assertRejected(KEY_ID_MISSING, issuer.token().withHeader("kid", 1));
    assertRejected(KEY_ID_MISSING, issuer.token().withHeader("kid", null));
  }

  @ParameterizedTest
  @EnumSource(SampleIssuer.class)
  void countsParametersThatNobodyKnows(SampleIssuer issuer) {
    assertEquals(0, ignored(issuer.token().withHeader("x5t", "x")));
    assertEquals(2, ignored(issuer.token().withHeader("future", "x").withHeader("org", 1)));
  }
}
