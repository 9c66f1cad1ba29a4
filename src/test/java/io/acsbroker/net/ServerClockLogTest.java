package io.acsbroker.net;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What the log hears of clocks that differ, and how often. */
class ServerClockLogTest extends AnsweringServers {
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
              .orTimeout(30, SECONDS)
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
}
