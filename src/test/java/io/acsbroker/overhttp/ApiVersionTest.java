package io.acsbroker.overhttp;

import static io.acsbroker.overhttp.CallerFixture.callerToken;
import static io.acsbroker.overhttp.CallerFixture.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.local.entra.SampleDirectory;
import io.acsbroker.local.entra.SampleUser;
import io.acsbroker.local.net.LoopbackHandler;
import io.acsbroker.token.ExchangeRoute;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * By which version of its API ACS is asked. It answers to what it has, so every request that it
 * grants here was signed as it was sent.
 *
 * @see <a
 *     href="https://github.com/Azure/azure-rest-api-specs/tree/main/specification/communication/data-plane/Identity">What
 *     each version has</a>
 */
class ApiVersionTest {
  private static final String NAME = "COMMUNICATION_SERVICES_API_VERSION";
  private static final SampleUser USER = SampleDirectory.ADELE;
  private final Queue<String> sent = new ConcurrentLinkedQueue<>();
  private final LogLines log = new LogLines();

  @BeforeEach
  void listen() {
    UnaryOperator<LoopbackHandler> listening =
        acs ->
            request -> {
              sent.add(request.target());
              return acs.answer(request);
            };
    RunningBroker.CLOUD.acs().disturbExchanges(listening);
    RunningBroker.CLOUD.acs().identityRequests().disturb(listening);
  }

  @AfterEach
  void mend() {
    RunningBroker.CLOUD.acs().answerExchanges(null);
    RunningBroker.CLOUD.acs().identityRequests().answerAll(null);
  }

  private RunningBroker direct(String version) {
    return RunningBroker.start(
        settings -> {
          settings.put(NAME, version);
          return settings;
        },
        log);
  }

  private RunningBroker withIdentities(String version) {
    return CallerFixture.start(
        Map.of(NAME, version, "BROKER_IDENTITY_SCOPES", "voip.join,chat.join,chat.join.limited"),
        log);
  }

  private static HttpRequest.Builder identity(RunningBroker broker, String method, String path) {
    return HttpRequest.newBuilder(broker.uri(path))
        .header("Authorization", "Bearer " + callerToken(USER))
        .method(method, BodyPublishers.noBody());
  }

  private Stream<String> versions() {
    return sent.stream().map(target -> target.replaceFirst(".*[?&]api-version=", ""));
  }

  @ParameterizedTest
  @CsvSource({"'', 2025-06-30", "2026-07-22, 2026-07-22", "2026-09-23, 2026-09-23"})
  void asksForEveryStableExchangeByTheVersionOfTheSettings(String setting, String version) {
    try (RunningBroker broker = direct(setting)) {
      for (ExchangeRoute route : ExchangeRoute.values()) {
        assertEquals(
            200, RunningBroker.send(broker.request(route, order -> order)).statusCode(), log::text);
        String expected = route == ExchangeRoute.ENTRA ? "2025-03-02-preview" : version;
        assertEquals(
            route.atAcs().path() + "?api-version=" + expected, List.copyOf(sent).getLast());
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"'', 2025-06-30", "2026-09-23, 2026-09-23"})
  void asksForIdentitiesByTheVersionOfTheSettings(String setting, String version) {
    try (RunningBroker broker = withIdentities(setting)) {
      RunningBroker.send(identity(broker, "DELETE", "/api/user"));
      for (int i = 0; i < 2; i++) {
        assertEquals(
            201, RunningBroker.send(identity(broker, "GET", "/api/token")).statusCode(), log::text);
      }
      for (String request : new String[] {"POST /api/user/revoke", "DELETE /api/user"}) {
        String[] parts = request.split(" ", -1);
        assertEquals(
            204, RunningBroker.send(identity(broker, parts[0], parts[1])).statusCode(), log::text);
      }
    }
    assertTrue(sent.size() >= 4, sent::toString);
    assertTrue(versions().allMatch(version::equals), sent::toString);
  }

  private void assertNamesTheSetting() {
    assertTrue(log.text().contains("VERSION_UNSUPPORTED (HTTP 400 UnsupportedApiVersion)"));
    assertTrue(log.text().contains("set COMMUNICATION_SERVICES_API_VERSION"), log::text);
  }

  @Test
  void saysWhichSettingNamesAVersionThatAcsDoesNotKnow() {
    try (RunningBroker broker = direct("2099-01-01")) {
      for (ExchangeRoute route :
          new ExchangeRoute[] {ExchangeRoute.TEAMS, ExchangeRoute.TEAMS_PHONE}) {
        ErrorTable.problem(502, "acs_version_unsupported", broker.request(route, order -> order));
      }
      assertNamesTheSetting();
      assertEquals(2, sent.size(), "asked again, which cannot help");
      assertEquals(
          200,
          RunningBroker.send(broker.request(ExchangeRoute.ENTRA, order -> order)).statusCode());
    }
  }

  @Test
  void saysSoOfIdentitiesToo() {
    try (RunningBroker broker = withIdentities("2099-01-01")) {
      refused(502, "acs_version_unsupported", identity(broker, "GET", "/api/token"));
    }
    assertNamesTheSetting();
  }

  @ParameterizedTest
  @ValueSource(strings = {"latest", "2022-10-01", "2025-03-02-preview"})
  void doesNotStartByAVersionThatIsNoneOrLacksWhatItOffers(String version) {
    try (RunningBroker broker = withIdentities(version)) {
      refused(503, "misconfigured", broker.request());
    }
    assertTrue(log.text().contains("settings: COMMUNICATION_SERVICES_API_VERSION\""), log::text);
    assertEquals(0, sent.size());
  }
}
