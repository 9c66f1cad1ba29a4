package io.acsbroker.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.acsbroker.http.Answer.Problem;
import io.acsbroker.http.RequestReading.Read;
import io.acsbroker.http.RequestReading.Refused;
import io.acsbroker.token.ReceivedToken;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The header Authorization, as Functions hands it over. */
class BearerTokenTest {
  private static RequestReading<ReceivedToken> read(String authorization) {
    return BearerToken.read(Map.of("authorization", authorization));
  }

  private static void assertToken(String token, String authorization) {
    if (read(authorization) instanceof Read<ReceivedToken>(ReceivedToken read)) {
      assertEquals(token, read.value());
    } else {
      fail("refused");
    }
  }

  private static Problem refusal(RequestReading<ReceivedToken> reading) {
    return assertInstanceOf(Refused.class, reading).problem();
  }

  private static void assertMissing(RequestReading<ReceivedToken> reading) {
    Problem problem = refusal(reading);
    assertEquals(401, problem.status());
    assertEquals("bearer_token_missing", problem.code());
    assertEquals("Bearer", problem.headers().get("WWW-Authenticate"));
  }

  private static void assertDuplicated(String authorization) {
    Problem problem = refusal(read(authorization));
    assertEquals(400, problem.status());
    assertEquals("authorization_duplicated", problem.code());
  }

  @Test
  void readsTheTokenWhateverTheLetterCaseOfTheScheme() {
    assertToken("a.b.c", "Bearer a.b.c");
    assertToken("a.b.c", "bearer a.b.c");
    assertToken("a.b.c", "BEARER a.b.c");
  }

  @Test
  void takesWhiteSpaceAroundTheTokenForNothing() {
    assertToken("a.b.c", "  Bearer   a.b.c  ");
    assertToken("a.b.c", "Bearer\ta.b.c");
  }

  @Test
  void leavesEverythingAfterTheSchemeInTheToken() {
    assertToken("a b", "Bearer a b");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "Bearer", "Bearer ", "Bearera.b.c", "Basic eDp5", "a.b.c", "Bear"})
  void findsNoTokenInAnotherSchemeOrInNone(String authorization) {
    assertMissing(read(authorization));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "undefined",
        "null",
        "NULL",
        "(null)",
        "nil",
        "None",
        "NaN",
        "false",
        "[object Promise]",
        "[object Object]",
        "<coroutine object get_token at 0x7f>",
        "{token}",
        "${TOKEN}",
        "%TOKEN%",
        "\"a.b.c\"",
        "'a.b.c'",
        "`a.b.c`",
        "<a.b.c>"
      })
  void saysThatSomethingElseStandsWhereTheTokenBelongs(String sent) {
    assertMissing(read("Bearer " + sent));
    assertTrue(
        refusal(read("Bearer " + sent)).detail().startsWith("What follows Bearer is no token:"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"undefined.b.c", "nullable", "nonesuch", "nil.nil.nil", "x"})
  void takesATextThatOnlyBeginsLikeNothingForAToken(String sent) {
    assertToken(sent, "Bearer " + sent);
  }

  @Test
  void findsNoTokenWithoutTheHeader() {
    assertMissing(BearerToken.read(Map.of()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bearer x,Bearer y",
        "Bearer x,Basic eDp5",
        "Basic eDp5,Negotiate",
        "Basic eDp5, Bearer x",
        "Bearer x,",
        ",Bearer x",
        "Bearer x, ",
        "Bearer x,=y",
        "Bearer x, =y",
        "Digest a=\"b\",Bearer x",
        "Digest a=\"b\", Bearer c=d",
        "Digest a=\"b\\\\\",Bearer x",
      })
  void refusesASecondHeader(String authorization) {
    assertDuplicated(authorization);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Digest a=\"b, Bearer x\"",
        "Digest a=\"b\\\", Bearer x\"",
        "Digest a=\"b\\",
        "Digest a=b,c=d",
        "Digest a=b,   c=d",
        "Digest a=b, Az09-_=d",
      })
  void tellsTheParametersOfOneSchemeFromASecondHeader(String authorization) {
    assertMissing(read(authorization));
  }
}
