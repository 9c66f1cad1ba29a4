package io.acsbroker.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.exchange.Obtained.Answered;
import io.acsbroker.issuance.Issuance.Cause;
import io.acsbroker.issuance.Issuance.Issued;
import io.acsbroker.issuance.Issuance.RefusalReason;
import io.acsbroker.issuance.Issuance.Refused;
import io.acsbroker.issuance.Issuance.Unavailable;
import io.acsbroker.subject.VerifiedToken;
import io.acsbroker.token.IssuedToken;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IssuedTokenMemoryTest {
  private static final Duration MEMORY = Duration.ofMinutes(15);
  private static final Duration LONG = Duration.ofMinutes(1);

  private final IssuanceBench bench = new IssuanceBench(MEMORY, 1_000_000);

  private static void assertFrom(Source source, Obtained obtained) {
    assertEquals(source, assertInstanceOf(Answered.class, obtained).source());
  }

  @Test
  void answersTheSameTokenFromMemory() {
    assertFrom(Source.ACS, bench.obtain("a"));
    Answered answered = assertInstanceOf(Answered.class, bench.obtain("a"));
    assertEquals(Source.MEMORY, answered.source());
    assertEquals(
        "issued 1", assertInstanceOf(Issued.class, answered.report().issuance()).token().value());
    assertEquals(1, bench.asked.get());
  }

  @Test
  void asksForEachTokenAndEachUserAnew() {
    assertFrom(Source.ACS, bench.obtain("a"));
    assertFrom(Source.ACS, bench.obtain("b"));
    VerifiedToken otherUser =
        bench.token("a", "33333333-3333-4333-8333-333333333333", IssuanceBench.LIFETIME);
    assertFrom(Source.ACS, bench.obtain(otherUser, LONG));
  }

  @Test
  void forgetsAfterItsTime() {
    VerifiedToken token = bench.token("a", IssuanceBench.LIFETIME);
    bench.obtain(token, LONG);
    bench.clock.pass(MEMORY.minusMillis(1));
    assertFrom(Source.MEMORY, bench.obtain(token, LONG));
    bench.clock.pass(Duration.ofMillis(1));
    assertFrom(Source.ACS, bench.obtain(token, LONG));
    assertFrom(Source.MEMORY, bench.obtain(token, LONG));
  }

  @Test
  void remembersNothingBeyondTheSubjectTokensOwnTime() {
    VerifiedToken token = bench.token("a", Duration.ofMinutes(3));
    bench.obtain(token, LONG);
    bench.clock.pass(Duration.ofMinutes(3).minusMillis(1));
    assertFrom(Source.MEMORY, bench.obtain(token, LONG));
    bench.clock.pass(Duration.ofMillis(1));
    assertFrom(Source.ACS, bench.obtain(token, LONG));
  }

  @Test
  void givesNobodyATokenThatExpiresWithinAMinute() {
    bench.answer =
        () ->
            new Issued(new IssuedToken("short", bench.clock.instant().plus(Duration.ofMinutes(3))));
    VerifiedToken token = bench.token("a", IssuanceBench.LIFETIME);
    bench.obtain(token, LONG);
    bench.clock.pass(Duration.ofMinutes(2).minusMillis(1));
    assertFrom(Source.MEMORY, bench.obtain(token, LONG));
    bench.clock.pass(Duration.ofMillis(1));
    assertFrom(Source.ACS, bench.obtain(token, LONG));
  }

  @Test
  void remembersNoRefusalAndNoOutage() {
    bench.answer = () -> new Refused(RefusalReason.TEAMS_LICENSE_MISSING, "HTTP 403");
    assertFrom(Source.ACS, bench.obtain("a"));
    bench.answer = () -> new Unavailable(Cause.ACS_UNAVAILABLE, Optional.empty(), "HTTP 500");
    assertFrom(Source.ACS, bench.obtain("a"));
    assertFrom(Source.ACS, bench.obtain("a"));
    assertEquals(3, bench.asked.get());
  }

  @Test
  void remembersNothingWhereItIsSwitchedOff() {
    IssuanceBench forgetful = new IssuanceBench(Duration.ZERO, 1_000_000);
    assertFrom(Source.ACS, forgetful.obtain("a"));
    assertFrom(Source.ACS, forgetful.obtain("a"));
  }

  @Test
  void remembersALimitedNumberOfBytes() {
    String large = "x".repeat(1 << 20);
    bench.answer =
        () -> new Issued(new IssuedToken(large, bench.clock.instant().plus(LONG).plus(LONG)));
    for (int i = 0; i < 40; i++) {
      bench.obtain("token " + i);
    }
    assertEquals(40, bench.asked.get());
    for (int i = 0; i < 40; i++) {
      bench.obtain("token " + i);
    }
    int fromMemory = 80 - bench.asked.get();
    assertTrue(fromMemory <= 15, fromMemory + " tokens of a MiB each were remembered");
  }
}
