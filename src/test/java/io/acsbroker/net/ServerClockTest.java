package io.acsbroker.net;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.fixture.ManualClock;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse.ResponseInfo;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When the servers' clocks speak against the broker's, and when they do not. */
class ServerClockTest {
  private static final String ENTRA = "login.example";
  private static final String ACS = "acs.example";

  /** What time it is, for servers that are right and for a clock that nobody sets. */
  private final ManualClock world = new ManualClock();

  private final List<String> log = new ArrayList<>();
  private final Logger logger = Logger.getLogger(ServerClock.class.getName());
  private final Handler lines = new Lines();
  private Duration ahead = Duration.ZERO;
  private final ServerClock servers =
      new ServerClock(() -> world.instant().plus(ahead), world::nanoTime);

  private final class Lines extends Handler {
    @Override
    public void publish(LogRecord line) {
      log.add(line.getLevel() + " " + line.getMessage());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  @BeforeEach
  void listen() {
    logger.addHandler(lines);
  }

  @AfterEach
  void stop() {
    logger.removeHandler(lines);
    logger.setFilter(null);
  }

  /** What is known of an answer before its body. */
  private record Head(int statusCode, HttpHeaders headers) implements ResponseInfo {
    @Override
    public HttpClient.Version version() {
      return HttpClient.Version.HTTP_1_1;
    }
  }

  private static HttpHeaders headers(Map<String, List<String>> headers) {
    return HttpHeaders.of(headers, (name, value) -> true);
  }

  private static HttpHeaders dated(Instant time) {
    return headers(Map.of("Date", List.of(date(time))));
  }

  private static String date(Instant time) {
    return DateTimeFormatter.RFC_1123_DATE_TIME.format(time.atOffset(ZoneOffset.UTC));
  }

  private void answersWith(String server, Map<String, List<String>> headers) {
    servers.listening(server).accept(new Head(200, headers(headers)));
  }

  private void answers(String server) {
    answersWrong(server, Duration.ZERO);
  }

  /** By a clock that is so much ahead of all others. */
  private void answersWrong(String server, Duration by) {
    answersWith(server, Map.of("Date", List.of(date(world.instant().plus(by)))));
  }

  private void assertWrong(String by) {
    assertEquals(Optional.of(by), servers.problem());
  }

  private void assertNothing() {
    assertEquals(Optional.empty(), servers.problem());
    assertEquals(List.of(), log);
  }

  @ParameterizedTest
  @CsvSource({
    "PT3H, 3 h 0 min ahead of",
    "PT-10M, 10 min behind",
    "PT2M2S, 2 min ahead of",
    "PT-2M-2S, 2 min behind",
    "P4000D, 96000 h 0 min ahead of"
  })
  void sayByHowMuchAndInWhichDirection(Duration wrong, String text) {
    ahead = wrong;
    answers(ENTRA);
    answers(ACS);
    assertWrong("The broker's clock is " + text + " that of acs.example and login.example");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT1M59S", "PT-1M-59S"})
  void sayNothingOfTwoMinutes(Duration right) {
    ahead = right;
    answers(ENTRA);
    answers(ACS);
    assertNothing();
  }

  @Test
  void sayNothingBeforeAnyAnswer() {
    assertNothing();
  }

  @Test
  void areBelievedOnceOneAloneHasAgreedWithItselfForAMinute() {
    ahead = Duration.ofMinutes(5);
    answers(ACS);
    world.pass(Duration.ofSeconds(59));
    answers(ACS);
    assertNothing();
    world.pass(Duration.ofSeconds(1));
    answers(ACS);
    assertWrong("The broker's clock is 5 min ahead of that of acs.example");
  }

  @Test
  void areNotBelievedWhereTheFirstAnswerWasWrongAndOthersAreRight() {
    answersWrong(ACS, Duration.ofDays(-3));
    answers(ACS);
    answers(ENTRA);
    assertNothing();
  }

  @Test
  void areNotBelievedWhereOneIsWrongAndAnotherIsRight() {
    answers(ENTRA);
    for (int i = 0; i < 9; i++) {
      world.pass(Duration.ofMinutes(1));
      answersWrong(ACS, Duration.ofHours(-1));
    }
    assertNothing();
  }

  @Test
  void areNotBelievedWhereBothAreWrongInDifferentWays() {
    for (int i = 0; i < 3; i++) {
      answersWrong(ENTRA, Duration.ofHours(1));
      answersWrong(ACS, Duration.ofHours(-1));
    }
    assertNothing();
  }

  @Test
  void areNotBelievedWhereOneSaysSomethingElseEachTime() {
    for (int i = 1; i < 9; i++) {
      answersWrong(ACS, Duration.ofHours(i));
    }
    assertNothing();
  }

  @Test
  void areNotHeldAgainstAnotherThatWasHeardMoreThanTenMinutesLater() {
    answersWrong(ENTRA, Duration.ofMinutes(-5));
    ahead = Duration.ofMinutes(-5);
    world.pass(ServerClock.TOGETHER.plusSeconds(1));
    answers(ACS);
    assertNothing();
    world.pass(Duration.ofMinutes(1));
    answers(ACS);
    assertWrong("The broker's clock is 5 min behind that of acs.example");
  }

  /** One of three machines behind the address of ACS is wrong, or two of them are. */
  @ParameterizedTest
  @CsvSource({"1, PT-5M", "2, PT-5M", "2, PT3M"})
  void areNotBelievedWhereOneAloneIsRightNowAndThen(int wrong, Duration by) {
    int problems = 0;
    for (int i = 0; i < 3000; i++) {
      world.pass(Duration.ofMillis(50));
      answersWrong(ACS, i % 3 < wrong ? by : Duration.ofSeconds(110));
      problems += servers.problem().isPresent() ? 1 : 0;
    }
    assertEquals(0, problems);
    assertNothing();
  }

  @Test
  void areNotBelievedWhereOneAloneWasWrongTwiceAtOnceAndThenSilent() {
    answers(ENTRA);
    world.pass(ServerClock.TOGETHER.plusSeconds(1));
    answersWrong(ACS, Duration.ofMinutes(-5));
    world.pass(Duration.ofMillis(20));
    answersWrong(ACS, Duration.ofMinutes(-5));
    world.pass(Duration.ofMinutes(45));
    assertNothing();
  }

  @Test
  void areNoneOfAnAnswerThatIsAFailureOfItsServer() {
    ahead = Duration.ofMinutes(5);
    for (int i = 0; i < 9; i++) {
      servers.listening(ENTRA).accept(new Head(502, dated(world.instant())));
      servers.listening(ACS).accept(new Head(500, dated(world.instant())));
      world.pass(Duration.ofMinutes(1));
    }
    assertNothing();
  }

  @Test
  void areThoseOfAnAnswerThatRefusesTheBroker() {
    ahead = Duration.ofMinutes(5);
    servers.listening(ENTRA).accept(new Head(400, dated(world.instant())));
    servers.listening(ACS).accept(new Head(401, dated(world.instant())));
    assertWrong("The broker's clock is 5 min ahead of that of acs.example and login.example");
  }

  @Test
  void seeAJumpToAndFroWithoutAFurtherAnswer() {
    answers(ENTRA);
    answers(ACS);
    world.pass(Duration.ofMinutes(30));
    assertNothing();
    ahead = Duration.ofHours(3);
    assertWrong("The broker's clock is 3 h 0 min ahead of that of acs.example and login.example");
    world.pass(Duration.ofMinutes(1));
    ahead = Duration.ofMinutes(-10);
    assertWrong("The broker's clock is 10 min behind that of acs.example and login.example");
    ahead = Duration.ZERO;
    assertEquals(Optional.empty(), servers.problem());
    assertEquals(3, log.size(), log.toString());
  }

  @Test
  void areForgottenTwoHoursAfterTheirLastAnswer() {
    ahead = Duration.ofHours(3);
    answers(ENTRA);
    answers(ACS);
    world.pass(ServerClock.BELIEVED);
    assertTrue(servers.problem().isPresent());
    world.pass(Duration.ofSeconds(1));
    assertEquals(Optional.empty(), servers.problem());
  }

  @Test
  void areRightAtOnceWhenOneAgreesAgain() {
    answersWrong(ACS, Duration.ofHours(1));
    world.pass(Duration.ofMinutes(1));
    answersWrong(ACS, Duration.ofHours(1));
    assertWrong("The broker's clock is 1 h 0 min behind that of acs.example");
    answers(ACS);
    assertEquals(Optional.empty(), servers.problem());
  }

  @Test
  void seeAJumpWhereOneAloneIsHeardWithoutAFurtherAnswer() {
    answers(ACS);
    world.pass(Duration.ofMinutes(1));
    answers(ACS);
    ahead = Duration.ofHours(3);
    assertWrong("The broker's clock is 3 h 0 min ahead of that of acs.example");
    answers(ACS);
    assertWrong("The broker's clock is 3 h 0 min ahead of that of acs.example");
  }

  @Test
  void areLoggedOnceAMinuteAtMostWhereTheyComeAndGo() {
    for (int i = 0; i < 120; i++) {
      ahead = i % 2 == 0 ? Duration.ofHours(3) : Duration.ZERO;
      answers(ENTRA);
      answers(ACS);
      world.pass(Duration.ofSeconds(1));
    }
    String begin =
        "WARNING The broker's clock is 3 h 0 min ahead of that of acs.example and login.example."
            + " Tokens are refused as expired, or as not yet valid, that are not, until the clock"
            + " of this machine is right.";
    String end = "INFO The broker's clock no longer differs from the servers'.";
    assertEquals(List.of(begin, end, begin, end), log);
  }

  @Test
  void holdNobodyUpWhereALineOfTheLogIsSlow() {
    AtomicReference<Optional<String>> heard = new AtomicReference<>(Optional.empty());
    logger.setFilter(
        line -> {
          CompletableFuture.runAsync(() -> heard.set(servers.problem()))
              .orTimeout(10, SECONDS)
              .join();
          return true;
        });
    ahead = Duration.ofHours(3);
    answers(ENTRA);
    answers(ACS);
    assertEquals(
        Optional.of(
            "The broker's clock is 3 h 0 min ahead of that of acs.example and login.example"),
        heard.get());
  }

  @Test
  void areLoggedWhenTheyBeginToDifferAndWhenTheyEndAndNotWithEachAnswer() {
    ahead = Duration.ofHours(3);
    for (int i = 0; i < 20; i++) {
      answers(ENTRA);
      answers(ACS);
    }
    String begin =
        "WARNING The broker's clock is 3 h 0 min ahead of that of acs.example and login.example."
            + " Tokens are refused as expired, or as not yet valid, that are not, until the clock"
            + " of this machine is right.";
    assertEquals(
        List.of(begin.replace("acs.example and ", "")),
        List.of(log.getFirst().replace("acs.example and ", "")));
    assertEquals(1, log.size(), log.toString());
    ahead = Duration.ZERO;
    for (int i = 0; i < 20; i++) {
      answers(ENTRA);
      answers(ACS);
    }
    assertEquals("INFO The broker's clock no longer differs from the servers'.", log.getLast());
    assertEquals(2, log.size(), log.toString());
  }

  @Test
  void areNotLoggedAgainAndAgainWhereTheDifferenceIsNearlyTwoMinutes() {
    for (int i = 0; i < 50; i++) {
      ahead = Duration.ofSeconds(i % 2 == 0 ? 122 : 118);
      answers(ENTRA);
      answers(ACS);
    }
    assertEquals(1, log.size(), log.toString());
  }

  @Test
  void areNoneOfACache() {
    for (int i = 0; i < 9; i++) {
      Instant made = world.instant().minus(Duration.ofHours(1));
      answersWith(ENTRA, Map.of("Date", List.of(date(made)), "Age", List.of("3600")));
    }
    assertNothing();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "yesterday", "1777888800", "2026-05-04T10:00:00Z"})
  void areNoneOfAnAnswerWhoseDateIsNone(String garbage) {
    for (int i = 0; i < 9; i++) {
      answersWith(ACS, Map.of("Date", List.of(garbage)));
      answersWith(ENTRA, Map.of());
    }
    assertNothing();
  }

  @Test
  void areNoneOfAnAnswerWithTwoDates() {
    String old = date(world.instant().minus(Duration.ofHours(1)));
    for (int i = 0; i < 9; i++) {
      answersWith(ACS, Map.of("Date", List.of(old, date(world.instant()))));
    }
    assertNothing();
  }

  @Test
  void areThoseBetweenSendingAndReceivingHoweverLongThatTook() {
    for (int i = 0; i < 2; i++) {
      Head early = new Head(200, dated(world.instant()));
      Consumer<ResponseInfo> entra = servers.listening(ENTRA);
      Consumer<ResponseInfo> acs = servers.listening(ACS);
      world.pass(Duration.ofMinutes(4));
      entra.accept(early);
      acs.accept(new Head(200, dated(world.instant())));
    }
    assertNothing();
  }
}
