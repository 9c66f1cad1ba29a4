package io.acsbroker.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.exchange.IssuanceResult.Answered;
import io.acsbroker.fixture.ManualClock;
import io.acsbroker.issuance.AcsReport;
import io.acsbroker.issuance.Issuance.Cause;
import io.acsbroker.issuance.Issuance.Issued;
import io.acsbroker.issuance.Issuance.RefusalReason;
import io.acsbroker.issuance.Issuance.Refused;
import io.acsbroker.issuance.Issuance.Unavailable;
import io.acsbroker.net.SharedAnswers;
import io.acsbroker.outcome.Source;
import io.acsbroker.subject.VerifiedToken;
import io.acsbroker.token.HashKey;
import io.acsbroker.token.IssuedToken;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RememberedIssuanceTest {
  private static final Duration MEMORY = Duration.ofMinutes(15);
  private static final Duration LONG = Duration.ofMinutes(1);

  private final IssuanceFixture fixture = new IssuanceFixture(MEMORY, 1_000_000);

  private static void assertFrom(Source source, IssuanceResult obtained) {
    assertEquals(source, assertInstanceOf(Answered.class, obtained).source());
  }

  @Test
  void answersTheSameTokenFromMemory() {
    assertFrom(Source.ACS, fixture.obtain("a"));
    Answered answered = assertInstanceOf(Answered.class, fixture.obtain("a"));
    assertEquals(Source.MEMORY, answered.source());
    assertEquals(
        "issued 1", assertInstanceOf(Issued.class, answered.report().answer()).token().value());
    assertEquals(1, fixture.asked.get());
  }

  @Test
  void asksForEachTokenAndEachUserAnew() {
    assertFrom(Source.ACS, fixture.obtain("a"));
    assertFrom(Source.ACS, fixture.obtain("b"));
    VerifiedToken otherUser =
        fixture.token("a", "33333333-3333-4333-8333-333333333333", IssuanceFixture.LIFETIME);
    assertFrom(Source.ACS, fixture.obtain(otherUser, LONG));
  }

  @Test
  void forgetsAfterItsTime() {
    VerifiedToken token = fixture.token("a", IssuanceFixture.LIFETIME);
    fixture.obtain(token, LONG);
    fixture.clock.pass(MEMORY.minusMillis(1));
    assertFrom(Source.MEMORY, fixture.obtain(token, LONG));
    fixture.clock.pass(Duration.ofMillis(1));
    assertFrom(Source.ACS, fixture.obtain(token, LONG));
    assertFrom(Source.MEMORY, fixture.obtain(token, LONG));
  }

  @Test
  void remembersNothingBeyondTheSubjectTokensOwnTime() {
    VerifiedToken token = fixture.token("a", Duration.ofMinutes(3));
    fixture.obtain(token, LONG);
    fixture.clock.pass(Duration.ofMinutes(3).minusMillis(1));
    assertFrom(Source.MEMORY, fixture.obtain(token, LONG));
    fixture.clock.pass(Duration.ofMillis(1));
    assertFrom(Source.ACS, fixture.obtain(token, LONG));
  }

  @Test
  void givesNobodyATokenThatExpiresWithinAMinute() {
    fixture.answer =
        () ->
            new Issued(
                new IssuedToken(
                    "short", fixture.clock.instant().plus(Duration.ofMinutes(3)), "8:orgid:x"));
    VerifiedToken token = fixture.token("a", IssuanceFixture.LIFETIME);
    fixture.obtain(token, LONG);
    fixture.clock.pass(Duration.ofMinutes(2).minusMillis(1));
    assertFrom(Source.MEMORY, fixture.obtain(token, LONG));
    fixture.clock.pass(Duration.ofMillis(1));
    assertFrom(Source.ACS, fixture.obtain(token, LONG));
  }

  @Test
  void remembersNoRefusalAndNoOutage() {
    fixture.answer = () -> new Refused(RefusalReason.TEAMS_LICENSE_MISSING, "HTTP 403");
    assertFrom(Source.ACS, fixture.obtain("a"));
    fixture.answer = () -> new Unavailable(Cause.ACS_UNAVAILABLE, Optional.empty(), "HTTP 500");
    assertFrom(Source.ACS, fixture.obtain("a"));
    assertFrom(Source.ACS, fixture.obtain("a"));
    assertEquals(3, fixture.asked.get());
  }

  @Test
  void remembersNothingWhereItIsSwitchedOff() {
    IssuanceFixture forgetful = new IssuanceFixture(Duration.ZERO, 1_000_000);
    assertFrom(Source.ACS, forgetful.obtain("a"));
    assertFrom(Source.ACS, forgetful.obtain("a"));
  }

  /** On one thread, since whoever waits for an answer has it before the memory is tidied up. */
  private static long remembered(int tokens, int bytesEach) {
    ManualClock clock = new ManualClock();
    SharedAnswers<IssuanceResult> memory = SharedIssuance.memory(MEMORY, clock);
    IssuedToken issued =
        new IssuedToken(
            "x".repeat(bytesEach), clock.instant().plus(IssuanceFixture.LIFETIME), "8:orgid:x");
    IssuanceResult answered =
        new Answered(
            AcsReport.unasked(new Issued(issued)), Source.ACS, clock.instant().plus(MEMORY));
    for (int i = 0; i < tokens; i++) {
      HashKey key = HashKey.of(List.of("token " + i));
      CompletableFuture<IssuanceResult> exchange = new CompletableFuture<>();
      assertEquals(Optional.empty(), memory.sameOrEnter(key, exchange));
      memory.end(key, exchange, answered);
    }
    return IntStream.range(0, tokens)
        .mapToObj(i -> HashKey.of(List.of("token " + i)))
        .filter(key -> memory.sameOrEnter(key, new CompletableFuture<>()).isPresent())
        .count();
  }

  @Test
  void remembersALimitedNumberOfBytes() {
    assertEquals(10, remembered(10, 1 << 20));
    long remembered = remembered(40, 1 << 20);
    assertTrue(remembered > 5 && remembered < 16, remembered + " tokens of a MiB each");
  }

  @Test
  void remembersALimitedNumberOfTokens() {
    long remembered = remembered(20_000, 1);
    assertTrue(remembered > 5_000 && remembered <= 10_010, remembered + " tokens");
  }
}
