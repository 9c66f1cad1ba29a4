package io.acsbroker.overhttp;

import static io.acsbroker.local.entra.SampleDirectory.ADELE;
import static io.acsbroker.overhttp.CallerFixture.bodyless;
import static io.acsbroker.overhttp.CallerFixture.callerToken;
import static io.acsbroker.overhttp.CallerFixture.inHeader;
import static io.acsbroker.overhttp.CallerFixture.subjectToken;
import static io.acsbroker.overhttp.LocalRequest.fault;
import static io.acsbroker.overhttp.LocalRequest.reset;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.local.net.CannedAnswer;
import io.acsbroker.local.net.HeldRequests;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A broker whose clock is not that of Entra and ACS: what clients hear, and where its operator
 * finds it. ACS and Entra's token endpoint date their answers.
 *
 * @see <a
 *     href="https://github.com/Azure/azure-sdk-for-js/tree/main/sdk/communication/communication-identity">The
 *     client for JavaScript, with recordings of both in its tests</a>
 */
class BrokerClockTest {
  private static final String IN_DOUBT =
      " by the clock of the broker, which differs from the clocks of Entra and ACS and may be"
          + " wrong. Its operator finds by how much in the log; until it is right, a new token may"
          + " not help.";

  private final LogLines log = new LogLines();
  private final Logger ownLines = Logger.getLogger("io.acsbroker.net.ServerClock");
  private final MovedClock clock = new MovedClock();

  /** How the broker is asked. */
  enum Way {
    DIRECT {
      @Override
      RunningBroker start(Handler log, MovedClock clock) {
        return RunningBroker.start(settings -> settings, log, clock);
      }

      @Override
      HttpRequest.Builder request(RunningBroker broker) {
        return broker.request();
      }
    },
    CALLERS {
      @Override
      RunningBroker start(Handler log, MovedClock clock) {
        return CallerFixture.start(Map.of(), log, clock);
      }

      @Override
      HttpRequest.Builder request(RunningBroker broker) {
        return inHeader(broker, callerToken(ADELE), subjectToken(ADELE));
      }
    },
    ON_BEHALF_OF {
      @Override
      RunningBroker start(Handler log, MovedClock clock) {
        return CallerFixture.start(CallerFixture.onBehalfOf(), log, clock);
      }

      @Override
      HttpRequest.Builder request(RunningBroker broker) {
        return bodyless(broker, callerToken(ADELE));
      }
    };

    abstract RunningBroker start(Handler log, MovedClock clock);

    abstract HttpRequest.Builder request(RunningBroker broker);

    /** How refusals of the credential begin. */
    String theToken() {
      return this == DIRECT ? "The token" : "The caller token";
    }
  }

  @BeforeEach
  void listen() {
    ownLines.addHandler(log);
  }

  @AfterEach
  void mend() {
    ownLines.removeHandler(log);
    RunningBroker.CLOUD.acs().answerExchanges(null);
    reset();
  }

  private static void shiftServers(Duration by) {
    fault("{\"fault\":\"clock-shifted\",\"seconds\":" + by.toSeconds() + "}");
  }

  private static int readiness(RunningBroker broker) {
    return RunningBroker.send(HttpRequest.newBuilder(broker.uri("/api/health/ready"))).statusCode();
  }

  /** Once Entra and ACS have both answered: one alone would have to say it for a minute. */
  private static int firstReadiness(RunningBroker broker) {
    BrokerStarts.awaitEnd();
    return readiness(broker);
  }

  private static void assertRefused(
      int status, String code, String detail, HttpRequest.Builder request) {
    HttpResponse<String> response = RunningBroker.send(request);
    assertEquals(status, response.statusCode(), response.body());
    assertEquals(Optional.of(code), RunningBroker.json(response).string("code"));
    assertEquals(Optional.of(detail), RunningBroker.json(response).string("detail"));
  }

  private static void assertGranted(HttpRequest.Builder request) {
    HttpResponse<String> response = RunningBroker.send(request);
    assertEquals(200, response.statusCode(), response.body());
  }

  private long lines(String text) {
    return log.text().lines().filter(line -> line.contains(text)).count();
  }

  @ParameterizedTest
  @EnumSource
  void isNotReadyAndSaysSoWhereItsClockIsThreeHoursAhead(Way way) {
    shiftServers(Duration.ofHours(-3));
    try (RunningBroker broker = way.start(log, clock)) {
      assertEquals(503, firstReadiness(broker));
      for (int i = 0; i < 3; i++) {
        assertRefused(
            401, "token_expired", way.theToken() + " has expired" + IN_DOUBT, way.request(broker));
      }
    }
    assertEquals(1, lines("WARNING: The broker's clock is 3 h 0 min ahead of that of localhost:"));
    assertTrue(log.text().contains("\"code\":\"not_ready\""), log.text());
    assertTrue(
        log.text().contains("\"reason\":\"clock: The broker's clock is 3 h 0 min ahead of that of"),
        log.text());
  }

  @ParameterizedTest
  @EnumSource
  void isNotReadyAndSaysSoWhereItsClockIsTenMinutesBehind(Way way) {
    shiftServers(Duration.ofMinutes(10));
    try (RunningBroker broker = way.start(log, clock)) {
      assertEquals(503, firstReadiness(broker));
      assertRefused(
          401,
          "token_not_yet_valid",
          way.theToken() + " is not valid yet" + IN_DOUBT,
          way.request(broker));
    }
    assertEquals(1, lines("WARNING: The broker's clock is 10 min behind that of localhost:"));
  }

  @ParameterizedTest
  @EnumSource
  void seesAJumpAtOnceAndServesAGoodTokenAgainWhenItIsOver(Way way) {
    try (RunningBroker broker = way.start(log, clock)) {
      assertGranted(way.request(broker));
      assertEquals(200, firstReadiness(broker));
      clock.pass(Duration.ofHours(3));
      assertRefused(
          401, "token_expired", way.theToken() + " has expired" + IN_DOUBT, way.request(broker));
      assertEquals(503, readiness(broker));
      clock.pass(Duration.ofHours(-3));
      assertGranted(way.request(broker));
      assertEquals(200, readiness(broker));
    }
    awaitLine("WARNING: The broker's clock is 3 h 0 min ahead of");
    awaitLine("INFO: The broker's clock no longer differs from the servers'.");
  }

  /** A clock that nobody sets stands still while a machine sleeps, and the clocks of all go on. */
  @Test
  void findsOutByFreshKeysThatItsClockIsRightWhereTheMachineHasSlept() throws Exception {
    HeldRequests keys = new HeldRequests(request -> request.path().endsWith("/keys"));
    try (RunningBroker broker = Way.DIRECT.start(log, clock)) {
      assertGranted(broker.request());
      assertEquals(200, firstReadiness(broker));
      clock.pass(Duration.ofMinutes(30));
      shiftServers(Duration.ofMinutes(30));
      // The answer says that the clock is right, and may be there before readiness is told
      Runnable undisturbed = RunningBroker.CLOUD.entra().disturbances().add(keys);
      assertEquals(503, readiness(broker));
      keys.await(1);
      keys.letGo();
      undisturbed.run();
      awaitLine("INFO: The broker's clock no longer differs from the servers'.");
      clock.pass(Duration.ofSeconds(10));
      assertEquals(200, readiness(broker));
    } finally {
      keys.letGo();
    }
  }

  /** One line, and no second, which may be written by a fetch of keys on the side. */
  private void awaitLine(String text) {
    long giveUp = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (lines(text) == 0) {
      assertTrue(System.nanoTime() < giveUp, log::text);
      Thread.onSpinWait();
    }
    assertEquals(1, lines(text), log.text());
  }

  @ParameterizedTest
  @EnumSource
  void saysNothingAndServesWhereItsClockDiffersByLess(Way way) {
    shiftServers(Duration.ofSeconds(-110));
    try (RunningBroker broker = way.start(log, clock)) {
      assertEquals(200, readiness(broker));
      assertGranted(way.request(broker));
    }
    assertEquals(0, lines("broker's clock"), log.text());
  }

  @Test
  void servesAGoodTokenThoughItsClockIsWrong() {
    shiftServers(Duration.ofMinutes(-10));
    try (RunningBroker broker = Way.DIRECT.start(log, clock)) {
      assertEquals(503, firstReadiness(broker));
      assertGranted(broker.request());
    }
  }

  @Test
  void saysOfASubjectTokenBesideACallerTokenThatTheClockMayBeWrong() {
    String caller = callerToken(ADELE);
    String subject = subjectToken(ADELE);
    shiftServers(Duration.ofMinutes(10));
    try (RunningBroker broker = Way.CALLERS.start(log, clock)) {
      assertEquals(503, firstReadiness(broker));
      assertRefused(
          400,
          "subject_token_invalid",
          "The subject token is not valid yet" + IN_DOUBT,
          inHeader(broker, caller, subjectToken(ADELE)));
      assertGranted(inHeader(broker, caller, subject));
    }
  }

  @Test
  void saysOfATokenThatEntraHasJustGivenThatTheClockMayBeWrong() {
    String caller = callerToken(ADELE);
    shiftServers(Duration.ofMinutes(10));
    try (RunningBroker broker = Way.ON_BEHALF_OF.start(log, clock)) {
      assertEquals(503, firstReadiness(broker));
      assertRefused(
          502,
          "on_behalf_of_token_invalid",
          "Entra gave the broker a token on behalf of the user that is not valid by the clock of the"
              + " broker, which differs from the clocks of Entra and ACS and may be wrong. The"
              + " operator of the broker has to look into its log.",
          bodyless(broker, caller));
    }
  }

  @Test
  void doesNotTakeTheDateOfAProxyForTheTimeWhereOthersAreRight() {
    try (RunningBroker broker = Way.DIRECT.start(log, clock)) {
      assertEquals(200, readiness(broker));
      RunningBroker.CLOUD
          .acs()
          .answerExchanges(
              CannedAnswer.text(200, "<html>").with("Date", "Sun, 06 Nov 1994 08:49:37 GMT"));
      for (int i = 0; i < 3; i++) {
        assertEquals(502, RunningBroker.send(broker.request()).statusCode());
      }
      clock.pass(Duration.ofSeconds(11));
      assertEquals(200, readiness(broker));
    }
    assertFalse(log.text().contains("The broker's clock"), log.text());
  }
}
