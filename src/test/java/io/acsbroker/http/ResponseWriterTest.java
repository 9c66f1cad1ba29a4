package io.acsbroker.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.azure.functions.HttpResponseMessage;
import io.acsbroker.http.Answer.Problem;
import io.acsbroker.json.JsonObject;
import io.acsbroker.outcome.RefusalCode;
import io.acsbroker.token.IssuedToken;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers as HTTP, to the letter. */
class ResponseWriterTest {
  private static final Instant NOW = Instant.parse("2026-05-04T10:00:00Z");
  private static final Problem PROBLEM =
      Problem.of(RefusalCode.INSUFFICIENT_SCOPE, "The token lacks a scope.");

  private static HttpResponseMessage write(Answer answer) {
    return answer.write(SampleRequest.of(Map.of()), "correlation");
  }

  private static String body(HttpResponseMessage response) {
    return assertInstanceOf(String.class, response.getBody());
  }

  private static void assertCommonHeaders(HttpResponseMessage response) {
    assertEquals("no-store", response.getHeader("Cache-Control"));
    assertEquals("nosniff", response.getHeader("X-Content-Type-Options"));
    assertEquals(
        "WWW-Authenticate, Retry-After, Date", response.getHeader("Access-Control-Expose-Headers"));
  }

  @Test
  void writesATokenWithTheTimesOfItsExpiryAndOfItsRefresh() {
    IssuedToken token =
        new IssuedToken(
            "a.b.c",
            Instant.parse("2026-05-04T11:15:00Z"),
            "8:orgid:bcb2ef49-75df-4f72-aa17-6d4782335a19");
    HttpResponseMessage response = write(SuccessAnswer.token(token, NOW));
    assertEquals(200, response.getStatusCode());
    assertEquals("application/json", response.getHeader("Content-Type"));
    assertCommonHeaders(response);
    assertEquals(
        "{\"token\":\"a.b.c\",\"expiresOn\":\"2026-05-04T11:15:00Z\","
            + "\"expiresIn\":4500,\"refreshOn\":\"2026-05-04T11:10:30Z\","
            + "\"userId\":\"8:orgid:bcb2ef49-75df-4f72-aa17-6d4782335a19\",\"goodFor\":\"calls\"}",
        body(response));
  }

  @Test
  void writesATokenOfAnIdentityAsClientsOfTheSampleReadIt() {
    IssuedToken token =
        new IssuedToken("a.b.c", Instant.parse("2026-05-04T11:15:00Z"), "8:acs:an-id");
    HttpResponseMessage response = write(SuccessAnswer.identityToken(token, NOW));
    assertEquals(201, response.getStatusCode());
    String body = body(response);
    assertTrue(
        body.startsWith(
            "{\"token\":\"a.b.c\",\"expiresOn\":\"2026-05-04T11:15:00Z\","
                + "\"expiresIn\":4500,\"refreshOn\":\"2026-05-04T11:05:00Z\",\"userId\":\"8:acs:an-id\",\"user\":{"),
        body);
    assertTrue(body.contains("\"communicationUserId\":\"8:acs:an-id\""), body);
  }

  @Test
  void countsTheSecondsThatATokenHasLeftAndNeverFewerThanNone() {
    for (Map.Entry<String, Long> left :
        Map.of("2026-05-04T10:00:01.999Z", 1L, "2026-05-04T09:59:30Z", 0L).entrySet()) {
      IssuedToken token = new IssuedToken("a.b.c", Instant.parse(left.getKey()), "8:acs:an-id");
      assertEquals(
          Optional.of(left.getValue()),
          JsonObject.parse(body(write(SuccessAnswer.token(token, NOW))))
              .orElseThrow()
              .integer("expiresIn"));
    }
  }

  @Test
  void writesHowTheBrokerIs() {
    HttpResponseMessage response = write(SuccessAnswer.health("ready", "1.2.3"));
    assertEquals(200, response.getStatusCode());
    assertEquals("application/json", response.getHeader("Content-Type"));
    assertCommonHeaders(response);
    assertEquals("{\"status\":\"ready\",\"version\":\"1.2.3\"}", body(response));
  }

  @Test
  void writesAProblemWithNothingThatItDoesNotHave() {
    HttpResponseMessage response = write(PROBLEM);
    assertEquals(403, response.getStatusCode());
    assertEquals("application/problem+json", response.getHeader("Content-Type"));
    assertCommonHeaders(response);
    assertNull(response.getHeader("Allow"));
    assertNull(response.getHeader("WWW-Authenticate"));
    assertNull(response.getHeader("Retry-After"));
    assertEquals(
        "{\"type\":\"https://acsbroker.io/errors#insufficient_scope\","
            + "\"title\":\"The token lacks a required scope\","
            + "\"status\":403,\"detail\":\"The token lacks a scope.\","
            + "\"code\":\"insufficient_scope\",\"correlationId\":\"correlation\"}",
        body(response));
  }

  @Test
  void writesEverythingThatAProblemHasIntoTheBodyAndRepeatsItInHeaders() {
    HttpResponseMessage response =
        write(
            PROBLEM
                .with("claim", "scp")
                .with("expected", "Teams.ManageCalls")
                .withRetryAfter(Duration.ofSeconds(60))
                .withHeader("Allow", "POST")
                .withChallenge("Bearer error=\"insufficient_scope\""));
    assertEquals("POST", response.getHeader("Allow"));
    assertEquals("Bearer error=\"insufficient_scope\"", response.getHeader("WWW-Authenticate"));
    assertEquals("60", response.getHeader("Retry-After"));
    assertEquals(
        body(write(PROBLEM)).replaceFirst("}$", "")
            + ",\"claim\":\"scp\",\"expected\":\"Teams.ManageCalls\",\"retryAfterSeconds\":60}",
        body(response));
  }

  @Test
  void writesAListOfTextsIntoTheBody() {
    assertEquals(
        body(write(PROBLEM)).replaceFirst("}$", "") + ",\"missing\":[\"acs\",\"clock\"]}",
        body(write(PROBLEM.with("missing", List.of("acs", "clock")))));
  }

  @Test
  void keepsTheReasonForTheLog() {
    assertEquals(body(write(PROBLEM)), body(write(PROBLEM.withReason("for the operator alone"))));
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "1, 1", "999, 1", "1000, 1", "1001, 2", "4999, 5", "5000, 5"})
  void roundsTheWaitUpToWholeSeconds(long milliseconds, String seconds) {
    HttpResponseMessage response = write(PROBLEM.withRetryAfter(Duration.ofMillis(milliseconds)));
    assertEquals(seconds, response.getHeader("Retry-After"));
  }
}
