package io.acsbroker.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When the servers' clocks speak against the broker's, and when they do not. */
class ServerClockTest extends AnsweringServers {
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
  @ValueSource(strings = {"PT0S", "PT1M59S", "PT2M", "PT-1M-59S", "PT-2M"})
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

  @Test
  void areHeldAgainstAnotherThatWasHeardTenMinutesLater() {
    answersWrong(ENTRA, Duration.ofMinutes(-5));
    ahead = Duration.ofMinutes(-5);
    world.pass(ServerClock.TOGETHER);
    answers(ACS);
    world.pass(Duration.ofMinutes(1));
    answersWrong(ENTRA, Duration.ofMinutes(-5));
    world.pass(ServerClock.TOGETHER);
    answers(ACS);
    assertNothing();
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
}
