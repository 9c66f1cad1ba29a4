package io.acsbroker.issuance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.acsbroker.issuance.Issuance.Cause;
import io.acsbroker.issuance.Issuance.Issued;
import io.acsbroker.issuance.Issuance.RefusalReason;
import io.acsbroker.issuance.Issuance.Refused;
import io.acsbroker.issuance.Issuance.Unavailable;
import io.acsbroker.token.IssuedToken;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a call has brought, and what several have taken together. */
class AcsReportTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Issuance REFUSED =
      new Refused(RefusalReason.ANSWER_NOT_UNDERSTOOD, "empty or expired token");

  private static Issuance read(String value, long secondsLeft) {
    IssuedToken token = new IssuedToken(value, NOW.plusSeconds(secondsLeft), "8:orgid:x");
    return AcsReport.of(token, Optional.empty(), NOW).answer();
  }

  /** The clocks of ACS and of the broker may differ by a minute. */
  @ParameterizedTest
  @ValueSource(longs = {3_600, 0, -59})
  void isATokenThatMayStillBeGood(long secondsLeft) {
    IssuedToken token = new IssuedToken("t", NOW.plusSeconds(secondsLeft), "8:orgid:x");
    assertEquals(new Issued(token), read("t", secondsLeft));
  }

  @ParameterizedTest
  @ValueSource(longs = {-60, -3_600})
  void isNoTokenThatHasExpired(long secondsLeft) {
    assertEquals(REFUSED, read("t", secondsLeft));
  }

  @Test
  void isNoTokenWithoutAValue() {
    assertEquals(REFUSED, read("", 3_600));
  }

  @Test
  void addsUpWhatTwoTriesHaveTakenAndHasTheAnswerOfTheLater() {
    AcsReport<String> first =
        new AcsReport<>("first", Duration.ofSeconds(1), Duration.ofSeconds(2), 1, Optional.of("a"));
    AcsReport<String> later =
        new AcsReport<>("later", Duration.ofSeconds(4), Duration.ofSeconds(8), 2, Optional.of("b"));
    assertEquals(
        new AcsReport<>(
            "later", Duration.ofSeconds(5), Duration.ofSeconds(10), 3, Optional.of("b")),
        later.after(first));
  }

  @Test
  void hasTheIdOfTheEarlierTryWhereTheLaterHasNone() {
    AcsReport<String> first = AcsReport.of("first", Optional.of("a"));
    assertEquals(
        Optional.of("a"), AcsReport.of("later", Optional.empty()).after(first).correlationId());
    assertEquals(Optional.of("a"), AcsReport.unasked("later").after(first).correlationId());
  }

  @Test
  void hasAskedOnceOrNotAtAll() {
    assertEquals(
        new AcsReport<>("it", Duration.ZERO, Duration.ZERO, 1, Optional.empty()),
        AcsReport.of("it", Optional.empty()));
    assertEquals(
        new AcsReport<>("it", Duration.ZERO, Duration.ZERO, 0, Optional.empty()),
        AcsReport.unasked("it"));
  }

  @Test
  void tellsWhyNobodyDecided() {
    Unavailable down = new Unavailable(Cause.ACS_UNAVAILABLE, Optional.empty(), "HTTP 503");
    assertEquals(Optional.of(down), AcsReport.<Issuance>unasked(down).unavailable());
    assertEquals(Optional.empty(), AcsReport.unasked(REFUSED).unavailable());
  }

  @Test
  void tellsAnOutageFromAnAnswerThatTheClientCannotRead() {
    assertEquals(
        new Unavailable(Cause.ACS_UNAVAILABLE, Optional.empty(), "no answer, and no more is known"),
        AcsReport.failed(new IllegalStateException(new IOException("secret"))));
    assertEquals(
        new Refused(RefusalReason.ANSWER_NOT_UNDERSTOOD, "an answer that cannot be read"),
        AcsReport.failed(new IllegalStateException("secret")));
  }
}
