package io.acsbroker.subject;

import static io.acsbroker.subject.RejectionReason.JSON_MALFORMED;
import static io.acsbroker.subject.TokenText.assertRejected;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.acsbroker.subject.Verification.Verified;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON of which two readers could understand different things, in header and claims alike. */
class JsonTricksTest {
  private static void assertRefused(String json) {
    assertRejected(JSON_MALFORMED, TokenText.withHeader(json));
    assertRejected(JSON_MALFORMED, TokenText.withClaims(json));
  }

  private static void assertRefused(byte[] json) {
    assertRejected(JSON_MALFORMED, TokenText.withSegment(0, TokenText.base64Url(json)));
    assertRejected(JSON_MALFORMED, TokenText.withSegment(1, TokenText.base64Url(json)));
  }

  @ParameterizedTest
  @ValueSource(strings = {" ", "null", "[]", "1", "\"x\"", "true", "{}}", "{}{}", "{},", "{"})
  void refusesWhatIsNotExactlyOneObject(String json) {
    assertRefused(json);
  }

  @Test
  void refusesArraysOfPairs() {
    assertRefused("[[\"alg\",\"RS256\"],[\"typ\",\"JWT\"]]");
    assertRefused("[\"alg\",\"RS256\"]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"aud\":\"x\",\"aud\":\"y\"",
        "\"oid\":\"x\",\"OID\":\"y\"",
        "\"tid\":\"x\",\"t\\u0069d\":\"y\"",
        "\"x\":{\"y\":1,\"Y\":2}"
      })
  void refusesNamesThatStandTwiceInAnyLetterCase(String members) {
    assertRefused("{" + members + "}");
  }

  @Test
  void refusesAGoodTokenWithASecondIssuer() {
    for (String name : List.of("iss", "ISS", "i\\u0073s")) {
      String good = TokenText.json(1);
      String claims = good.substring(0, good.length() - 1) + ",\"" + name + "\":\"x\"}";
      assertRejected(JSON_MALFORMED, TokenText.withClaims(claims));
    }
  }

  @Test
  void refusesTextThatIsNotUtf8() {
    assertRefused("{\"a\":\"é\"}".getBytes(ISO_8859_1));
    assertRefused(new byte[] {'{', '"', (byte) 0xC0, (byte) 0xA2, '"', ':', '1', '}'});
    assertRefused(new byte[] {'{', '"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"', ':', '1', '}'});
    assertRefused(new byte[] {'{', 0, '"', 0, 'a', 0, '"', 0, ':', 0, '1', 0, '}', 0});
  }

  @Test
  void refusesAByteOrderMark() {
    assertRefused(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF, '{', '}'});
  }

  @Test
  void refusesLoneSurrogatesAndBareControlCharacters() {
    assertRefused("{\"a\":\"\\ud800\"}");
    assertRefused("{\"a\":\"\\udc00\\ud800\"}");
    assertRefused("{\"a\":\"\n\"}");
  }

  @Test
  void refusesMoreThan32Levels() {
    assertRefused("{\"a\":" + "[".repeat(32) + "]".repeat(32) + "}");
    assertRefused("{\"a\":".repeat(33) + "1" + "}".repeat(33));
    assertRefused("{\"a\":" + "[".repeat(8_000));
  }

  @ParameterizedTest
  @ValueSource(strings = {"NaN", "Infinity", "01", "1.", ".5", "+1", "0x1", "1e"})
  void refusesWhatIsNoNumberInJson(String number) {
    assertRefused("{\"exp\":" + number + "}");
  }

  @Test
  void takesAReplacementCharacterThatIsReallyThere() {
    assertInstanceOf(Verified.class, SampleToken.v1().with("name", "Ad\uFFFDle").verify());
  }
}
