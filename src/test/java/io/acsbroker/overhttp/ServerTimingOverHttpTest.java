package io.acsbroker.overhttp;

import static io.acsbroker.local.entra.SampleDirectory.ADELE;
import static io.acsbroker.overhttp.CallerFixture.bodyless;
import static io.acsbroker.overhttp.CallerFixture.callerToken;
import static io.acsbroker.overhttp.CallerFixture.inHeader;
import static io.acsbroker.overhttp.CallerFixture.subjectToken;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.acsbroker.local.entra.SigningKey;
import io.acsbroker.local.entra.TokenOrder;
import io.acsbroker.local.net.CannedAnswer;
import io.acsbroker.token.ExchangeRoute;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What a page may read of the way that its token took, and that nobody learns anything of it
 * without a token.
 *
 * @see <a href="https://www.w3.org/TR/server-timing/">Server Timing</a>
 * @see <a href="https://www.w3.org/TR/resource-timing/#sec-timing-allow-origin">Timing-Allow-Origin
 *     </a>
 */
class ServerTimingOverHttpTest {
  private static final String FRESH = "verification;dur=N, identity;dur=N, acs;dur=N";

  @AfterEach
  void mend() {
    RunningBroker.CLOUD.acs().answerExchanges(null);
  }

  private static String timing(HttpRequest.Builder request) {
    HttpResponse<String> answer = RunningBroker.send(request);
    assertEquals(200, answer.statusCode(), answer.body());
    assertEquals(
        Optional.of("WWW-Authenticate, Retry-After, Date, Server-Timing"),
        answer.headers().firstValue("Access-Control-Expose-Headers"));
    assertEquals(Optional.of("*"), answer.headers().firstValue("Timing-Allow-Origin"));
    List<String> headers = answer.headers().allValues("Server-Timing");
    assertEquals(1, headers.size(), headers::toString);
    return headers.getFirst().replaceAll("dur=\\d+\\.\\d", "dur=N");
  }

  private static void assertNothing(
      int status, Optional<String> code, HttpRequest.Builder request) {
    HttpResponse<String> answer = RunningBroker.send(request);
    assertEquals(status, answer.statusCode(), answer.body());
    assertEquals(code, RunningBroker.json(answer).string("code"));
    for (String header : List.of("Server-Timing", "Timing-Allow-Origin")) {
      assertEquals(Optional.empty(), answer.headers().firstValue(header));
    }
    assertEquals(
        Optional.of("WWW-Authenticate, Retry-After, Date"),
        answer.headers().firstValue("Access-Control-Expose-Headers"));
  }

  @ParameterizedTest
  @EnumSource
  void namesAcsForATokenThatItHasJustIssuedAndMemoryForTheSameOnceMore(ExchangeRoute route) {
    try (RunningBroker broker = RunningBroker.start()) {
      HttpRequest.Builder request = broker.request(route, UnaryOperator.identity());
      assertEquals(FRESH, timing(request));
      assertEquals("verification;dur=N, memory", timing(request));
    }
  }

  @Test
  void namesNoFurtherStepBehindACaller() {
    try (RunningBroker broker = CallerFixture.start(Map.of())) {
      assertEquals(FRESH, timing(inHeader(broker, callerToken(ADELE), subjectToken(ADELE))));
    }
  }

  @Test
  void namesTheTokenOnBehalfOfTheCaller() {
    try (RunningBroker broker = CallerFixture.start(CallerFixture.onBehalfOf())) {
      assertEquals(
          "verification;dur=N, on_behalf_of;dur=N, identity;dur=N, acs;dur=N",
          timing(bodyless(broker, callerToken(ADELE))));
    }
  }

  private static String forged() {
    SigningKey key = SigningKey.generate();
    return key.sign(key.header(), RunningBroker.CLOUD.entra().claims(TokenOrder.forUser(ADELE)));
  }

  @Test
  void tellsARefusedStrangerNothing() {
    try (RunningBroker broker = RunningBroker.start()) {
      assertNothing(401, Optional.of("bearer_token_missing"), broker.anonymous());
      assertNothing(
          401,
          Optional.of("signing_key_unknown"),
          broker.anonymous().header("Authorization", "Bearer " + forged()));
    }
  }

  @Test
  void tellsNothingWhereAcsRefusesOrFails() {
    try (RunningBroker broker = RunningBroker.start()) {
      RunningBroker.CLOUD.acs().answerExchanges(new CannedAnswer(503, Map.of(), "", Duration.ZERO));
      assertNothing(503, Optional.of("acs_unavailable"), broker.request());
    }
  }

  @Test
  void tellsNothingWhereNoTokenIsGranted() {
    try (RunningBroker broker = RunningBroker.start()) {
      assertNothing(200, Optional.empty(), HttpRequest.newBuilder(broker.uri("/api/health")));
      HttpRequest.Builder head = broker.request().method("HEAD", BodyPublishers.noBody());
      HttpResponse<String> answer = RunningBroker.send(head);
      assertEquals(405, answer.statusCode());
      assertEquals(Optional.empty(), answer.headers().firstValue("Server-Timing"));
    }
  }

  /** It would tell callers of the table, and whether they had an identity before. */
  @ParameterizedTest
  @CsvSource({"GET, /api/token, 201", "GET, /api/user, 200"})
  void tellsNothingOfIdentities(String method, String path, int status) {
    try (RunningBroker broker = CallerFixture.start(Map.of())) {
      assertNothing(
          status,
          Optional.empty(),
          HttpRequest.newBuilder(broker.uri(path))
              .header("Authorization", "Bearer " + callerToken(ADELE))
              .method(method, BodyPublishers.noBody()));
    }
  }
}
