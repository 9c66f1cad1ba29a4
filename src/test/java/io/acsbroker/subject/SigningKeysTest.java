package io.acsbroker.subject;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.acsbroker.local.entra.SampleDirectory;
import io.acsbroker.local.entra.TokenOrder;
import io.acsbroker.subject.Verification.KeysUnavailable;
import io.acsbroker.subject.Verification.Verified;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When keys are fetched, and how long they are kept. */
class SigningKeysTest {
  private KeyFixture fixture;

  @BeforeEach
  void start() {
    fixture = KeyFixture.start();
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  private static void assertVerified(Verification verification) {
    assertInstanceOf(Verified.class, verification);
  }

  private void assertKeyRequests(int count) {
    assertEquals(count, fixture.entra.keyRequests());
  }

  @Test
  void fetchesTheKeysOfATenantOnceForBothVersions() {
    for (int i = 0; i < 10; i++) {
      assertVerified(fixture.verify());
    }
    assertKeyRequests(1);
    assertVerified(fixture.verify(TokenOrder.forUser(SampleDirectory.ALEX).withVersion("2.0")));
    assertKeyRequests(1);
    assertVerified(fixture.verify(TokenOrder.forUser(SampleDirectory.LIDIA)));
    assertKeyRequests(2);
  }

  @Test
  void tellsOfEachFetchAndWhyItFailed() {
    fixture.answerKeyRequests(404, "");
    fixture.verify();
    fixture.entra.answerKeyRequests(null);
    fixture.pass(Duration.ofSeconds(5));
    fixture.verify();
    String tenant = SampleToken.CONTOSO.value();
    assertEquals(
        List.of(tenant + " " + fixture.failure("HTTP 404"), tenant + " succeeded"),
        List.copyOf(fixture.fetches));
  }

  @Test
  void hasKeysThoughNobodyListensToWhatBecameOfTheFetch() {
    fixture.listenerFails = true;
    assertVerified(fixture.verify());
    assertVerified(fixture.verify());
    assertKeyRequests(1);
  }

  @Test
  void fetchesOnceForManyAtTheSameTime() throws Exception {
    Callable<Verification> verification = fixture::verify;
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (var result :
          threads.invokeAll(IntStream.range(0, 32).mapToObj(i -> verification).toList())) {
        assertVerified(result.get());
      }
    }
    assertKeyRequests(1);
  }

  @Test
  void fetchesAnewInTheBackgroundAfterAnHourAndLetsNobodyWait() {
    fixture.verify();
    fixture.backgroundWaits = true;
    fixture.pass(Duration.ofHours(1).minusSeconds(1));
    assertVerified(fixture.verify());
    assertEquals(0, fixture.background.size());
    fixture.pass(Duration.ofSeconds(1));
    for (int i = 0; i < 10; i++) {
      assertVerified(fixture.verify());
    }
    assertEquals(1, fixture.background.size());
    assertKeyRequests(1);
    fixture.runBackground();
    assertKeyRequests(2);
    assertVerified(fixture.verify());
    assertEquals(0, fixture.background.size());
  }

  @Test
  void fetchesAnewWhereTheClockWasSetBackAndLetsNobodyWait() {
    String token = fixture.entra.token(TokenOrder.forUser(SampleDirectory.ADELE));
    fixture.pass(Duration.ofMinutes(30));
    assertVerified(fixture.verify(token));
    fixture.backgroundWaits = true;
    fixture.pass(Duration.ofMinutes(-20));
    assertVerified(fixture.verify(token));
    assertEquals(1, fixture.background.size());
    fixture.runBackground();
    assertVerified(fixture.verify(token));
    assertKeyRequests(2);
  }

  @Test
  void pausesNoLongerAfterAFailureWhereTheClockWasSetBack() {
    fixture.answerKeyRequests(404, "");
    fixture.pass(Duration.ofHours(3));
    fixture.verify();
    fixture.entra.answerKeyRequests(null);
    fixture.pass(Duration.ofHours(-3));
    assertVerified(fixture.verify());
  }

  @Test
  void triesAtMostOnceAMinuteInTheBackground() {
    fixture.verify();
    fixture.backgroundWaits = true;
    fixture.pass(Duration.ofHours(2));
    fixture.answerKeyRequests(404, "");
    for (int i = 0; i < 10; i++) {
      assertVerified(fixture.verify());
      fixture.runBackground();
    }
    assertKeyRequests(2);
    fixture.pass(Duration.ofMinutes(1));
    fixture.entra.answerKeyRequests(null);
    assertVerified(fixture.verify());
    fixture.runBackground();
    assertKeyRequests(3);
    fixture.pass(Duration.ofMinutes(59));
    assertVerified(fixture.verify());
    assertEquals(0, fixture.background.size());
  }

  @Test
  void fetchesAnewBeforeItUsesKeysThatAreADayOld() {
    fixture.verify();
    fixture.pass(Duration.ofDays(1));
    fixture.entra.rotateKeys();
    assertVerified(fixture.verify());
    assertKeyRequests(2);
  }

  @Test
  void servesThroughAnOutageForThreeDays() {
    fixture.verify();
    fixture.answerKeyRequests(404, "");
    fixture.pass(Duration.ofDays(1));
    assertVerified(fixture.verify());
    fixture.pass(Duration.ofDays(2).minusSeconds(1));
    assertVerified(fixture.verify());
    assertVerified(fixture.verify());
    assertKeyRequests(3);
    fixture.pass(Duration.ofSeconds(1));
    assertInstanceOf(KeysUnavailable.class, fixture.verify());
  }

  @Test
  void triesAgainFiveSecondsAfterAFailureWhileThereAreNoKeys() {
    fixture.answerKeyRequests(404, "");
    assertEquals(
        Duration.ofSeconds(5),
        assertInstanceOf(KeysUnavailable.class, fixture.verify()).retryAfter());
    fixture.entra.answerKeyRequests(null);
    fixture.pass(Duration.ofMillis(4_999));
    assertInstanceOf(KeysUnavailable.class, fixture.verify());
    assertKeyRequests(1);
    fixture.pass(Duration.ofMillis(1));
    assertVerified(fixture.verify());
    assertKeyRequests(2);
  }

  @Test
  void servesTenantsWhoseKeysAreAtHandWhileOthersAreUnavailable() {
    fixture.verify();
    fixture.answerKeyRequests(500, "");
    assertInstanceOf(
        KeysUnavailable.class, fixture.verify(TokenOrder.forUser(SampleDirectory.LIDIA)));
    assertVerified(fixture.verify());
  }
}
