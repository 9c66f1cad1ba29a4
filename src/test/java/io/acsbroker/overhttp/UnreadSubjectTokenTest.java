package io.acsbroker.overhttp;

import static io.acsbroker.local.entra.SampleDirectory.ADELE;
import static io.acsbroker.local.entra.SampleDirectory.ALEX;
import static io.acsbroker.overhttp.CallerFixture.assertGranted;
import static io.acsbroker.overhttp.CallerFixture.callerToken;
import static io.acsbroker.overhttp.CallerFixture.inBody;
import static io.acsbroker.overhttp.CallerFixture.refused;
import static io.acsbroker.overhttp.CallerFixture.subjectToken;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.local.entra.SampleDirectory;
import io.acsbroker.local.entra.TokenOrder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code BROKER_SUBJECT_VERIFICATION=acs}: ACS alone judges the subject token, every time. */
class UnreadSubjectTokenTest {
  private static RunningBroker broker;

  @BeforeAll
  static void start() {
    broker = CallerFixture.start(CallerFixture.JUDGED_BY_ACS);
  }

  @AfterAll
  static void close() {
    broker.close();
  }

  private static int asked() {
    return RunningBroker.CLOUD.acs().exchanges();
  }

  @Test
  void saysAtTheStartThatNobodyButAcsVerifies() {
    assertTrue(
        CallerFixture.startLog(CallerFixture.JUDGED_BY_ACS)
            .contains("Subject tokens are not verified: ACS alone judges them"));
    assertTrue(CallerFixture.startLog(Map.of()).contains("Subject tokens are verified in full."));
  }

  @Test
  void asksAcsEveryTime() {
    String caller = callerToken(ADELE);
    String subject = subjectToken(ADELE);
    int before = asked();
    assertGranted(ADELE, inBody(broker, caller, subject));
    assertGranted(ADELE, inBody(broker, caller, subject));
    assertEquals(before + 2, asked());
  }

  @Test
  void handsOverWhatItWouldNotHaveTaken() {
    String tooLongForUs = subjectToken(ADELE, order -> order.withLifetime(Duration.ofHours(31)));
    assertGranted(ADELE, inBody(broker, callerToken(ADELE), tooLongForUs));
    int before = asked();
    refused(400, "subject_token_invalid", inBody(broker, callerToken(ADELE), "not-a-jwt~+/=="));
    assertEquals(before + 1, asked());
  }

  @Test
  void handsOverATokenThatIsBoundToAKeyAndTakesNoSuchCallerToken() {
    String boundSubject = RunningBroker.CLOUD.entra().boundToken(TokenOrder.forUser(ADELE));
    assertGranted(ADELE, inBody(broker, callerToken(ADELE), boundSubject));
    String boundCaller = RunningBroker.CLOUD.entra().boundToken(TokenOrder.forCaller(ADELE));
    int before = asked();
    refused(401, "token_bound_to_key", inBody(broker, boundCaller, subjectToken(ADELE)));
    assertEquals(before, asked());
  }

  @Test
  void saysThatAcsRejectsTheTokenWithoutAChallenge() {
    String expired = subjectToken(ADELE, order -> order.withLifetime(Duration.ofSeconds(-90)));
    refused(400, "subject_token_invalid", inBody(broker, callerToken(ADELE), expired));
  }

  /** ACS compares user and client with the token: what it says of either is the broker's word. */
  @Test
  void tellsAcsTheUserOfTheCallerTokenAndTheOnlyClient() {
    refused(400, "subject_token_invalid", inBody(broker, callerToken(ADELE), subjectToken(ALEX)));
    String otherClient =
        subjectToken(ADELE, order -> order.withClientId(SampleDirectory.CALLER_CLIENT_ID));
    refused(400, "subject_token_invalid", inBody(broker, callerToken(ADELE), otherClient));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "a,b", "a\\u0000", "a\\\"", "=", "ä"})
  void handsOverNothingThatHasTheCharactersOfNoToken(String token) {
    int before = asked();
    refused(400, "subject_token_invalid", inBody(broker, callerToken(ADELE), token));
    assertEquals(before, asked());
  }

  @Test
  void handsOverNothingThatIsTooLong() {
    int before = asked();
    refused(400, "subject_token_invalid", inBody(broker, callerToken(ADELE), "x".repeat(16_385)));
    assertEquals(before, asked());
  }

  @Test
  void verifiesTheCallerTokenNonetheless() {
    String expired = callerToken(ADELE, order -> order.withLifetime(Duration.ofSeconds(-90)));
    int before = asked();
    refused(401, "token_expired", inBody(broker, expired, subjectToken(ADELE)));
    refused(401, "token_invalid", inBody(broker, "a.b.c", subjectToken(ADELE)));
    assertEquals(before, asked());
  }

  /** Nobody here reads whom a subject token is for: of one registration, too, ACS does. */
  @Test
  void leavesItToAcsToRefuseTheCallerTokenOfTheOnlyClient() {
    String caller = OneRegistration.token(OneRegistration.caller(ADELE));
    String subject = OneRegistration.token(OneRegistration.subject(ADELE));
    try (RunningBroker one =
        OneRegistration.FLAT.start(new LogLines(), "BROKER_SUBJECT_VERIFICATION", "acs")) {
      assertGranted(ADELE, inBody(one, caller, subject));
      int before = asked();
      refused(400, "subject_token_invalid", inBody(one, caller, caller));
      assertEquals(before + 1, asked());
      refused(401, "token_audience_wrong", inBody(one, subject, subject));
      assertEquals(before + 1, asked());
    }
  }
}
