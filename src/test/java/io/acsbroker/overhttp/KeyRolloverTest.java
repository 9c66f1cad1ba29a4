package io.acsbroker.overhttp;

import static io.acsbroker.local.entra.SampleDirectory.ADELE;
import static io.acsbroker.overhttp.CallerFixture.bodyless;
import static io.acsbroker.overhttp.CallerFixture.callerToken;
import static io.acsbroker.overhttp.CallerFixture.inBody;
import static io.acsbroker.overhttp.CallerFixture.subjectToken;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.json.JsonObject;
import io.acsbroker.local.entra.EntraEmulator;
import io.acsbroker.local.entra.SigningKey;
import io.acsbroker.local.entra.TokenOrder;
import io.acsbroker.local.net.HeldRequests;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Entra signs with a key that the broker does not know yet, which anybody can pretend.
 *
 * @see <a href="https://learn.microsoft.com/entra/identity-platform/signing-key-rollover">Signing
 *     key rollover</a>
 */
class KeyRolloverTest {
  private static final EntraEmulator ENTRA = RunningBroker.CLOUD.entra();

  private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);
  private final InstantSource clock = () -> Instant.now().plus(ahead.get());

  @AfterEach
  void publish() {
    ENTRA.answerKeyRequests(null);
    ENTRA.keyDocuments().publish();
  }

  private RunningBroker start(UnaryOperator<Map<String, String>> change) {
    RunningBroker broker = RunningBroker.start(change, clock);
    BrokerStarts.awaitEnd();
    assertEquals(200, RunningBroker.send(broker.request()).statusCode());
    return broker;
  }

  private void pass(long seconds) {
    ahead.updateAndGet(before -> before.plusSeconds(seconds));
  }

  private static String forged() {
    SigningKey key = SigningKey.generate();
    return key.sign(key.header(), ENTRA.claims(TokenOrder.forUser(ADELE)));
  }

  private static HttpRequest.Builder bearing(RunningBroker broker, String token) {
    return broker.anonymous().header("Authorization", "Bearer " + token);
  }

  /** Asserts the refusal, and returns after how many seconds another try may help. */
  private static long unknown(int status, HttpRequest.Builder request) {
    HttpResponse<String> response = RunningBroker.send(request);
    assertEquals(status, response.statusCode(), response.body());
    JsonObject body = RunningBroker.json(response);
    assertEquals(Optional.of("signing_key_unknown"), body.string("code"));
    String detail = body.string("detail").orElseThrow();
    assertTrue(
        detail.endsWith("ask the operator of the broker, who finds the cause in its log."), detail);
    long seconds = body.integer("retryAfterSeconds").orElseThrow();
    assertEquals(
        Optional.of(String.valueOf(seconds)), response.headers().firstValue("Retry-After"));
    assertEquals(status == 401, response.headers().firstValue("WWW-Authenticate").isPresent());
    return seconds;
  }

  private static void assertGranted(HttpRequest.Builder request) {
    HttpResponse<String> response = RunningBroker.send(request);
    assertEquals(200, response.statusCode(), response.body());
  }

  @Test
  void takesANewKeySecondsAfterAForgedToken() {
    try (RunningBroker broker = start(settings -> settings)) {
      assertTrue(unknown(401, bearing(broker, forged())) <= 10);
      ENTRA.rotateKeys();
      String genuine = RunningBroker.token();
      pass(unknown(401, bearing(broker, genuine)));
      assertGranted(bearing(broker, genuine));
    }
  }

  @Test
  void takesANewKeyThatIsPublishedOnlyAfterItHasSigned() {
    try (RunningBroker broker = start(settings -> settings)) {
      ENTRA.keyDocuments().signWithNewKey();
      String token = RunningBroker.token();
      pass(unknown(401, bearing(broker, token)));
      long second = unknown(401, bearing(broker, token));
      ENTRA.keyDocuments().publish();
      // Whoever does not wait is told how long it is yet
      assertTrue(unknown(401, bearing(broker, token)) <= second);
      pass(second);
      assertGranted(bearing(broker, token));
    }
  }

  @Test
  void findsFaultWithTheRequestWhereTheCallerTokenIsHealthy() {
    try (RunningBroker broker = CallerFixture.start(Map.of(), clock)) {
      String caller = callerToken(ADELE);
      assertGranted(inBody(broker, caller, subjectToken(ADELE)));
      unknown(400, inBody(broker, caller, forged()));
      unknown(401, inBody(broker, forged(), subjectToken(ADELE)));
    }
  }

  @Test
  void keepsWhatEntraGaveOnBehalfOfTheUserUntilItsKeyIsKnown() {
    Map<String, String> further = CallerFixture.onBehalfOf();
    try (RunningBroker broker = CallerFixture.start(further, clock)) {
      String caller = callerToken(ADELE);
      ENTRA.keyDocuments().signWithNewKey();
      int before = ENTRA.onBehalfOf().requests();
      pass(unknown(503, bodyless(broker, caller)));
      ENTRA.keyDocuments().publish();
      assertGranted(bodyless(broker, caller));
      assertEquals(before + 1, ENTRA.onBehalfOf().requests());
    }
  }

  @Test
  void fetchesOnceForRequestsThatHaveTooLittleTimeForIt() {
    HeldRequests held = new HeldRequests(request -> true);
    try (RunningBroker broker =
        RunningBroker.start(
            settings -> {
              Map<String, String> changed = new HashMap<>(settings);
              changed.put("BROKER_DEADLINE_SECONDS", "1");
              return changed;
            },
            clock)) {
      BrokerStarts.awaitEnd();
      ENTRA.disturbKeyRequests(held);
      // At once, since a fetch is tried again after four seconds
      List<CompletableFuture<HttpResponse<String>>> late =
          Stream.of(forged(), forged())
              .map(token -> RunningBroker.sending(bearing(broker, token)))
              .toList();
      late.forEach(one -> assertEquals(504, one.join().statusCode(), one.join().body()));
      assertEquals(1, held.taken());
    } finally {
      held.letGo();
    }
  }
}
