package io.acsbroker.subject;

import static io.acsbroker.subject.RejectionReason.HEADER_PARAMETER_REFUSED;
import static io.acsbroker.subject.RejectionReason.KEY_ID_MISSING;
import static io.acsbroker.subject.RejectionReason.TYPE_NOT_JWT;
import static io.acsbroker.subject.TokenText.assertRejected;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.acsbroker.subject.Verification.Verified;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Header parameters that would change how a token is read, or which key counts. */
class HeaderTricksTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"crit\":[\"exp\"]",
        "\"crit\":[]",
        "\"crit\":null",
        "\"b64\":false",
        "\"b64\":true",
        "\"zip\":\"DEF\"",
        "\"enc\":\"A256GCM\"",
        "\"p2c\":1",
        "\"epk\":{}",
        "\"jku\":\"https://attacker.example/keys\"",
        "\"jwk\":{\"kty\":\"RSA\"}",
        "\"x5u\":\"https://attacker.example/cert\"",
        "\"x5c\":[\"MIIB\"]",
        "\"cty\":\"JWT\"",
        "\"nonce\":\"x\""
      })
  void refusesParametersThatChangeWhatIsVerified(String parameter) {
    String header = TokenText.json(0).replaceFirst("}$", "," + parameter + "}");
    assertRejected(HEADER_PARAMETER_REFUSED, TokenText.withHeader(header));
  }

  @Test
  void refusesThemUnderAGoodSignatureToo() {
    assertRejected(HEADER_PARAMETER_REFUSED, SampleToken.v1().withHeader("nonce", "x").verify());
    assertRejected(
        HEADER_PARAMETER_REFUSED, SampleToken.v1().withHeader("x5c", List.of("MIIB")).verify());
    assertRejected(
        HEADER_PARAMETER_REFUSED,
        SampleToken.v1().withHeader("jwk", Map.of("kty", "RSA")).verify());
  }

  @Test
  void ignoresParametersThatNobodyKnows() {
    assertInstanceOf(Verified.class, SampleToken.v1().withHeader("future", "x").verify());
  }

  @Test
  void countsThem() {
    assertIgnored(0, SampleToken.v1());
    assertIgnored(0, SampleToken.v1().withoutHeader("x5t"));
    assertIgnored(2, SampleToken.v1().withHeader("future", "x").withHeader("Zip", 1));
  }

  private static void assertIgnored(int count, SampleToken token) {
    Verified verified = assertInstanceOf(Verified.class, token.verify());
    assertEquals(count, verified.token().ignoredHeaderParameters());
  }

  @Test
  void refusesOtherTypes() {
    assertRejected(TYPE_NOT_JWT, SampleToken.v1().withHeader("typ", "at+jwt").verify());
    assertRejected(TYPE_NOT_JWT, SampleToken.v1().withHeader("typ", "jwt").verify());
    assertRejected(TYPE_NOT_JWT, SampleToken.v1().withHeader("typ", 1).verify());
    assertRejected(TYPE_NOT_JWT, SampleToken.v1().withoutHeader("typ").verify());
  }

  @Test
  void refusesHeadersWithoutAKeyId() {
    assertRejected(KEY_ID_MISSING, SampleToken.v1().withoutHeader("kid").verify());
    assertRejected(KEY_ID_MISSING, SampleToken.v1().withHeader("kid", 1).verify());
    assertRejected(KEY_ID_MISSING, SampleToken.v1().withHeader("kid", List.of("x")).verify());
  }
}
