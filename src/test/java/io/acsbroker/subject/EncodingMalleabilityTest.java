package io.acsbroker.subject;

import static io.acsbroker.subject.RejectionReason.SEGMENTS_MALFORMED;
import static io.acsbroker.subject.RejectionReason.TOKEN_TOO_LARGE;
import static io.acsbroker.subject.TokenText.assertRejected;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.acsbroker.token.ReceivedToken;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One token, one text: no other text of the same meaning counts. */
class EncodingMalleabilityTest {
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

  @Test
  void refusesTokensOver16KiBBeforeItLooksAtThem() {
    String filler = "x".repeat(ReceivedToken.MAX_LENGTH);
    assertRejected(TOKEN_TOO_LARGE, SampleToken.v1().with("filler", filler).verify());
    assertRejected(TOKEN_TOO_LARGE, ".".repeat(ReceivedToken.MAX_LENGTH + 1));
    assertRejected(SEGMENTS_MALFORMED, ".".repeat(ReceivedToken.MAX_LENGTH));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "a.b", "a.b.c.d", ".b.c", "a..c", "a.b.", "x", "a.b.c"})
  void refusesWhatHasNotThreeSegmentsOfBase64Url(String token) {
    assertRejected(SEGMENTS_MALFORMED, token);
  }

  @Test
  void refusesFifteenThousandDots() {
    assertRejected(SEGMENTS_MALFORMED, ".".repeat(15_000));
  }

  @Test
  void refusesEncryptedTokensOfFiveSegments() {
    assertRejected(SEGMENTS_MALFORMED, SampleToken.v1().signed() + ".YQ.YQ");
  }

  @Test
  void refusesPaddingWhiteSpaceAndTheOtherAlphabet() {
    for (int index = 0; index < 3; index++) {
      String good = TokenText.segment(index);
      for (String bad :
          List.of(
              good + "=",
              good + "==",
              " " + good,
              good + " ",
              good + "\n",
              good + "\r\n",
              "+" + good,
              "/" + good,
              good + "\u0000",
              good + "é")) {
        assertRejected(SEGMENTS_MALFORMED, TokenText.withSegment(index, bad));
      }
    }
  }

  @Test
  void refusesBitsThatDecodingThrowsAway() {
    String signature = TokenText.segment(2);
    char last = signature.charAt(signature.length() - 1);
    String twin =
        signature.substring(0, signature.length() - 1)
            + ALPHABET.charAt(ALPHABET.indexOf(last) + 1);
    assertEquals(signature, TokenText.base64Url(Base64.getUrlDecoder().decode(twin)), "no twin");
    assertRejected(SEGMENTS_MALFORMED, TokenText.withSegment(2, twin));
  }

  @ParameterizedTest
  @ValueSource(strings = {"e30.e30.YR", "e30.e31.YQ", "e3.e30.YQ", "e30.e30.YWJjZ", "e30.e30.YWJ"})
  void refusesLastCharactersThatAreNotCanonical(String token) {
    assertRejected(SEGMENTS_MALFORMED, token);
  }

  @Test
  void keepsWhatItTookApartOutOfText() {
    CompactToken.Parsing parsing = CompactToken.parse(SampleToken.v1().signed());
    assertEquals("Parsed[token=CompactToken[redacted]]", parsing.toString());
  }
}
