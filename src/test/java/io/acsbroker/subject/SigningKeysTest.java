package io.acsbroker.subject;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.acsbroker.local.entra.SampleDirectory;
import io.acsbroker.local.entra.TokenOrder;
import io.acsbroker.local.net.CannedAnswer;
import io.acsbroker.subject.Verification.KeysUnavailable;
import io.acsbroker.subject.Verification.Rejected;
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
  private KeyTestBench bench;

  @BeforeEach
  void start() {
    bench = KeyTestBench.start();
  }

  @AfterEach
  void stop() {
    bench.close();
  }

  private static void assertVerified(Verification verification) {
    assertInstanceOf(Verified.class, verification);
  }

  private void assertKeyRequests(int count) {
    assertEquals(count, bench.entra.keyRequests());
  }

  @Test
  void fetchesTheKeysOfATenantAndVersionOnce() {
    for (int i = 0; i < 10; i++) {
      assertVerified(bench.verify());
    }
    assertKeyRequests(1);
    assertVerified(bench.verify(TokenOrder.forUser(SampleDirectory.ALEX).withVersion("2.0")));
    assertKeyRequests(2);
    assertVerified(bench.verify(TokenOrder.forUser(SampleDirectory.LIDIA)));
    assertKeyRequests(3);
  }

  @Test
  void tellsOfEachFetchAndWhyItFailed() {
    bench.answerKeyRequests(404, "");
    bench.verify();
    bench.entra.answerKeyRequests(null);
    bench.pass(Duration.ofSeconds(5));
    bench.verify();
    String tenant = SampleToken.CONTOSO.value();
    assertEquals(List.of(tenant + " HTTP 404", tenant + " succeeded"), List.copyOf(bench.fetches));
  }

  @Test
  void hasKeysThoughNobodyListensToWhatBecameOfTheFetch() {
    bench.listenerFails = true;
    assertVerified(bench.verify());
    assertVerified(bench.verify());
    assertKeyRequests(1);
  }

  @Test
  void fetchesOnceForManyAtTheSameTime() throws Exception {
    Callable<Verification> verification = bench::verify;
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
    bench.verify();
    bench.pass(Duration.ofHours(1).minusSeconds(1));
    assertVerified(bench.verify());
    assertEquals(0, bench.background.size());
    bench.pass(Duration.ofSeconds(1));
    for (int i = 0; i < 10; i++) {
      assertVerified(bench.verify());
    }
    assertEquals(1, bench.background.size());
    assertKeyRequests(1);
    bench.runBackground();
    assertKeyRequests(2);
    assertVerified(bench.verify());
    assertEquals(0, bench.background.size());
  }

  @Test
  void triesAtMostOnceAMinuteInTheBackground() {
    bench.verify();
    bench.pass(Duration.ofHours(2));
    bench.answerKeyRequests(404, "");
    for (int i = 0; i < 10; i++) {
      assertVerified(bench.verify());
      bench.runBackground();
    }
    assertKeyRequests(2);
    bench.pass(Duration.ofMinutes(1));
    bench.entra.answerKeyRequests(null);
    assertVerified(bench.verify());
    bench.runBackground();
    assertKeyRequests(3);
    bench.pass(Duration.ofMinutes(59));
    assertVerified(bench.verify());
    assertEquals(0, bench.background.size());
  }

  @Test
  void fetchesAnewBeforeItUsesKeysThatAreADayOld() {
    bench.verify();
    bench.pass(Duration.ofDays(1));
    bench.entra.rotateKeys();
    assertVerified(bench.verify());
    assertKeyRequests(2);
  }

  @Test
  void servesThroughAnOutageForThreeDays() {
    bench.verify();
    bench.answerKeyRequests(404, "");
    bench.pass(Duration.ofDays(1));
    assertVerified(bench.verify());
    bench.pass(Duration.ofDays(2).minusSeconds(1));
    assertVerified(bench.verify());
    assertVerified(bench.verify());
    assertKeyRequests(3);
    bench.pass(Duration.ofSeconds(1));
    assertInstanceOf(KeysUnavailable.class, bench.verify());
  }

  @Test
  void triesAgainFiveSecondsAfterAFailureWhileThereAreNoKeys() {
    bench.answerKeyRequests(404, "");
    assertEquals(
        Duration.ofSeconds(5),
        assertInstanceOf(KeysUnavailable.class, bench.verify()).retryAfter());
    bench.entra.answerKeyRequests(null);
    bench.pass(Duration.ofMillis(4_999));
    assertInstanceOf(KeysUnavailable.class, bench.verify());
    assertKeyRequests(1);
    bench.pass(Duration.ofMillis(1));
    assertVerified(bench.verify());
    assertKeyRequests(2);
  }

  @Test
  void servesTenantsWhoseKeysAreAtHandWhileOthersAreUnavailable() {
    bench.verify();
    bench.answerKeyRequests(500, "");
    assertInstanceOf(
        KeysUnavailable.class, bench.verify(TokenOrder.forUser(SampleDirectory.LIDIA)));
    assertVerified(bench.verify());
  }

  @Test
  void findsTheNewKeyAfterARolloverWithExactlyOneRequest() {
    bench.verify();
    String old = bench.entra.token(TokenOrder.forUser(SampleDirectory.ADELE));
    bench.entra.rotateKeys();
    assertVerified(bench.verify());
    assertKeyRequests(2);
    assertEquals(
        RejectionReason.KEY_UNKNOWN, assertInstanceOf(Rejected.class, bench.verify(old)).reason());
    assertKeyRequests(2);
  }

  @Test
  void spendsTwoRequestsOnAThousandUnknownKeysWhileGoodTokensGoOn() {
    for (int i = 0; i < 1_000; i++) {
      Rejected rejected = assertInstanceOf(Rejected.class, bench.verifyUnknownKey("kid-" + i));
      assertEquals(RejectionReason.KEY_UNKNOWN, rejected.reason());
      if (i % 100 == 0) {
        assertVerified(bench.verify());
      }
    }
    assertKeyRequests(2);
    bench.pass(Duration.ofMinutes(5));
    bench.verifyUnknownKey("one more");
    bench.verifyUnknownKey("and another");
    assertKeyRequests(3);
  }

  @Test
  void blamesNobodysTokenWhileItCannotTellWhetherAKeyIsNew() {
    bench.verify();
    bench.answerKeyRequests(404, "");
    assertEquals(
        new KeysUnavailable(Duration.ofMinutes(1), "HTTP 404"), bench.verifyUnknownKey("new"));
    bench.pass(Duration.ofMinutes(1));
    bench.entra.answerKeyRequests(null);
    assertInstanceOf(Rejected.class, bench.verifyUnknownKey("new"));
  }

  @Test
  void saysHowLongUntilItLooksForANewKeyAgainAndNeverLessThanASecond() {
    bench.verify();
    bench.answerKeyRequests(404, "");
    bench.verifyUnknownKey("new");
    bench.pass(Duration.ofMillis(58_500));
    assertEquals(
        new KeysUnavailable(Duration.ofMillis(1_500), "HTTP 404"), bench.verifyUnknownKey("new"));
    bench.pass(Duration.ofSeconds(1));
    assertEquals(
        new KeysUnavailable(Duration.ofSeconds(1), "HTTP 404"), bench.verifyUnknownKey("new"));
    assertKeyRequests(2);
  }

  @Test
  void letsEverybodyWithANewKeyWaitForTheOneFetchThatFindsIt() throws Exception {
    bench.verify();
    bench.entra.rotateKeys();
    CannedAnswer slow =
        CannedAnswer.json(200, bench.entra.keys().toJSONObject()).after(Duration.ofMillis(200));
    bench.entra.answerKeyRequests(slow);
    Callable<Verification> verification = bench::verify;
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (var result :
          threads.invokeAll(IntStream.range(0, 8).mapToObj(i -> verification).toList())) {
        assertVerified(result.get());
      }
    }
    assertKeyRequests(2);
  }
}
