package io.acsbroker.overhttp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.json.JsonObject;
import io.acsbroker.local.net.CannedAnswer;
import io.acsbroker.local.net.Delivery;
import io.acsbroker.local.net.LoopbackHandler;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** ACS at its worst: what the client hears, how often ACS is asked, and that it passes. */
class AcsFaultsTest {
  private static final CannedAnswer FAILURE = CannedAnswer.text(500, "<html>no</html>");

  private RunningBroker broker;

  @BeforeEach
  void start() {
    broker =
        RunningBroker.start(
            settings -> {
              settings.put("BROKER_DEADLINE_SECONDS", "5");
              return settings;
            });
    BrokerStarts.awaitEnd();
    // Keys and classes are at hand: what takes time from now on is ACS
    assertEquals(200, RunningBroker.send(broker.request()).statusCode());
  }

  @AfterEach
  void stop() {
    RunningBroker.CLOUD.acs().answerExchanges(null);
    broker.close();
  }

  /** Answers so first, and as ACS does from then on. */
  private static void acsAnswersFirst(CannedAnswer... answers) {
    Deque<CannedAnswer> left = new ArrayDeque<>(List.of(answers));
    RunningBroker.CLOUD
        .acs()
        .disturbExchanges(
            acs ->
                request -> {
                  CannedAnswer answer = next(left);
                  return answer == null ? acs.answer(request) : answer;
                });
  }

  private static synchronized @Nullable CannedAnswer next(Deque<CannedAnswer> left) {
    return left.pollFirst();
  }

  private static void acsAlwaysAnswers(@Nullable CannedAnswer answer) {
    RunningBroker.CLOUD.acs().answerExchanges(answer);
  }

  private static CannedAnswer throttled(@Nullable String retryAfter) {
    Map<String, String> headers = retryAfter == null ? Map.of() : Map.of("Retry-After", retryAfter);
    return new CannedAnswer(429, headers, "", Duration.ZERO);
  }

  private static int asked() {
    return RunningBroker.CLOUD.acs().exchanges();
  }

  private void assertGranted() {
    HttpResponse<String> response = RunningBroker.send(broker.request());
    assertEquals(200, response.statusCode(), response.body());
  }

  private void assertRefused(int status, String code, @Nullable Long retryAfter) {
    HttpResponse<String> response = RunningBroker.send(broker.request());
    assertEquals(status, response.statusCode(), response.body());
    JsonObject body = RunningBroker.json(response);
    assertEquals(Optional.of(code), body.string("code"));
    assertEquals(Optional.ofNullable(retryAfter), body.integer("retryAfterSeconds"));
    assertEquals(
        Optional.ofNullable(retryAfter).map(String::valueOf),
        response.headers().firstValue("Retry-After"));
  }

  @Test
  void givesUpAtTheDeadlineAndServesTheNextRequest() {
    LoopbackHandler never = request -> CannedAnswer.empty(200).after(Duration.ofMinutes(1));
    RunningBroker.CLOUD.acs().disturbExchanges(acs -> never);
    assertRefused(504, "deadline_passed", null);
    acsAlwaysAnswers(null);
    assertGranted();
  }

  @Test
  void asksAgainAfterAFailure() {
    int before = asked();
    acsAnswersFirst(FAILURE, CannedAnswer.empty(408));
    assertGranted();
    assertEquals(before + 3, asked());
  }

  @Test
  void asksAgainWhereTheConnectionEnds() {
    int before = asked();
    acsAnswersFirst(CannedAnswer.empty(200).delivered(Delivery.NOTHING));
    assertGranted();
    assertTrue(asked() > before + 1);
  }

  @Test
  void asksAgainWhereTheAnswerEndsInItsMiddle() {
    String half = "{\"token\":\"t\",\"expiresOn\":\"2099-01-01T00:00:00Z\"}";
    acsAnswersFirst(
        new CannedAnswer(200, Map.of("Content-Type", "application/json"), half, Duration.ZERO)
            .delivered(Delivery.HALF));
    assertGranted();
  }

  @Test
  void isUnavailableAfterThreeFailures() {
    int before = asked();
    acsAlwaysAnswers(FAILURE);
    assertRefused(503, "acs_unavailable", 5L);
    assertEquals(before + 3, asked());
    acsAlwaysAnswers(null);
    assertGranted();
  }

  @Test
  void readsNoEndlessAnswer() {
    int before = asked();
    acsAnswersFirst(CannedAnswer.text(200, "{".repeat(4_096)).delivered(Delivery.ENDLESS));
    assertRefused(502, "acs_answer_not_understood", null);
    assertEquals(before + 1, asked());
    assertGranted();
  }

  @Test
  void handsAWaitOnThatIsLongerThanTheDeadline() {
    int before = asked();
    acsAlwaysAnswers(new CannedAnswer(503, Map.of("Retry-After", "9"), "", Duration.ZERO));
    assertRefused(503, "acs_unavailable", 9L);
    assertEquals(before + 1, asked());
  }

  @Test
  void waitsOutAThrottleThatIsShort() {
    int before = asked();
    acsAnswersFirst(throttled("1"));
    assertGranted();
    assertEquals(before + 2, asked());
  }

  @Test
  void leavesAcsAloneWhileItThrottlesAndServesFromMemory() {
    String known = RunningBroker.token();
    assertEquals(200, send(known).statusCode());
    acsAlwaysAnswers(throttled("3600"));
    assertRefused(503, "acs_throttled", 3600L);
    int before = asked();
    acsAlwaysAnswers(null);
    HttpResponse<String> refused = RunningBroker.send(broker.request());
    assertEquals(503, refused.statusCode());
    long wait = RunningBroker.json(refused).integer("retryAfterSeconds").orElseThrow();
    assertTrue(wait > 3_500 && wait <= 3_600 + 360, "up to a tenth longer than ACS says: " + wait);
    assertEquals(before, asked(), "ACS was asked while it throttles");
    assertEquals(200, send(known).statusCode());
  }

  @Test
  void waitsFiveSecondsWhereAcsDoesNotSayForHowLongItThrottles() {
    acsAlwaysAnswers(throttled(null));
    assertRefused(503, "acs_throttled", 5L);
  }

  private HttpResponse<String> send(String token) {
    return RunningBroker.send(broker.anonymous().header("Authorization", "Bearer " + token));
  }
}
