package io.acsbroker.subject;

import static io.acsbroker.subject.RejectionReason.EXPIRED;
import static io.acsbroker.subject.RejectionReason.LIFETIME_TOO_LONG;
import static io.acsbroker.subject.RejectionReason.NOT_YET_VALID;
import static io.acsbroker.subject.RejectionReason.TIME_MALFORMED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.acsbroker.json.JsonObject;
import io.acsbroker.subject.Verification.Rejected;
import io.acsbroker.subject.Verification.Verified;
import io.acsbroker.token.ReceivedToken;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Times at and around each edge, with 60 seconds of skew and the clock at rest. */
class ValidityTest {
  private static final long NOW = SampleToken.NOW.getEpochSecond();
  private static final long HOUR = 3600;

  private static void assertRejected(
      RejectionReason reason, String claim, Verification verification) {
    Rejected rejected = assertInstanceOf(Rejected.class, verification);
    assertEquals(reason, rejected.reason());
    assertEquals(claim, rejected.claim());
  }

  private static SampleToken times(long iat, long nbf, long exp) {
    return SampleToken.v1().with("iat", iat).with("nbf", nbf).with("exp", exp);
  }

  @Test
  void holdsUntilItExpiresAndTheSkewLonger() {
    assertInstanceOf(Verified.class, times(NOW - HOUR, NOW - HOUR, NOW + 1).verify());
    assertInstanceOf(Verified.class, times(NOW - HOUR, NOW - HOUR, NOW).verify());
    assertInstanceOf(Verified.class, times(NOW - HOUR, NOW - HOUR, NOW - 59).verify());
    assertRejected(EXPIRED, "exp", times(NOW - HOUR, NOW - HOUR, NOW - 60).verify());
    assertRejected(EXPIRED, "exp", times(NOW - HOUR, NOW - HOUR, NOW - 61).verify());
  }

  @Test
  void holdsFromNotBeforeAndTheSkewSooner() {
    assertInstanceOf(Verified.class, times(NOW, NOW + 60, NOW + HOUR).verify());
    assertRejected(NOT_YET_VALID, "nbf", times(NOW, NOW + 61, NOW + HOUR).verify());
    assertInstanceOf(Verified.class, times(NOW + 60, NOW, NOW + HOUR).verify());
    assertRejected(NOT_YET_VALID, "iat", times(NOW + 61, NOW, NOW + HOUR).verify());
    assertRejected(NOT_YET_VALID, "iat", times(NOW + 61, NOW + 60, NOW + HOUR).verify());
  }

  @Test
  void takesTheSkewThatIsSet() {
    String justExpired = times(NOW - HOUR, NOW - HOUR, NOW - 1).signed();
    EntraTokenVerifier strict = SampleToken.verifier(Duration.ZERO);
    assertRejected(
        EXPIRED,
        "exp",
        strict.verify(new ReceivedToken(justExpired), SampleToken.PROFILE, SampleToken.soon()));
  }

  @Test
  void refusesTimesInAnImpossibleOrder() {
    assertRejected(TIME_MALFORMED, "exp", times(NOW, NOW + 30, NOW + 30).verify());
    assertRejected(TIME_MALFORMED, "exp", times(NOW + 30, NOW, NOW + 30).verify());
    assertInstanceOf(Verified.class, times(NOW + 29, NOW + 29, NOW + 30).verify());
  }

  @Test
  void refusesMoreThan30Hours() {
    assertInstanceOf(Verified.class, times(NOW, NOW, NOW + 30 * HOUR).verify());
    assertRejected(LIFETIME_TOO_LONG, "exp", times(NOW, NOW, NOW + 30 * HOUR + 1).verify());
  }

  @ParameterizedTest
  @ValueSource(strings = {"exp", "nbf", "iat"})
  void refusesTimesThatAreNoWholeSeconds(String claim) {
    assertRejected(TIME_MALFORMED, claim, SampleToken.v1().without(claim).verify());
    assertRejected(TIME_MALFORMED, claim, SampleToken.v1().withNull(claim).verify());
    assertRejected(TIME_MALFORMED, claim, SampleToken.v1().with(claim, "" + NOW).verify());
    assertRejected(TIME_MALFORMED, claim, SampleToken.v1().with(claim, NOW + 0.5).verify());
    assertRejected(TIME_MALFORMED, claim, SampleToken.v1().with(claim, -1L).verify());
    assertRejected(TIME_MALFORMED, claim, SampleToken.v1().with(claim, 253_402_300_800L).verify());
    assertRejected(
        TIME_MALFORMED, claim, SampleToken.v1().with(claim, -9_223_372_036_900_000L).verify());
  }

  @Test
  void countsFromTheStartOf1970ToTheEndOf9999() {
    assertRejected(EXPIRED, "exp", times(0, 0, 1).verify());
    assertRejected(LIFETIME_TOO_LONG, "exp", times(NOW, NOW, 253_402_300_799L).verify());
  }

  private static String logged(SampleToken token) {
    return assertInstanceOf(Rejected.class, token.verify()).finding().logged();
  }

  @Test
  void saysForTheLogWhichTimesTheTokenHasAndWhichItIs() {
    assertEquals(
        "exp 2026-05-04T09:59:00Z, nbf 2026-05-04T09:00:01Z, iat 2026-05-04T09:00:00Z,"
            + " now 2026-05-04T10:00:00Z",
        logged(times(NOW - HOUR, NOW - HOUR + 1, NOW - 60)));
    String others =
        ", nbf 2026-05-04T10:00:00Z, iat 2026-05-04T10:00:00Z, now 2026-05-04T10:00:00Z";
    assertEquals("exp missing" + others, logged(times(NOW, NOW, 0).without("exp")));
    assertEquals("exp no whole number" + others, logged(times(NOW, NOW, 0).with("exp", "soon")));
    assertEquals("exp -1" + others, logged(times(NOW, NOW, -1)));
  }

  @ParameterizedTest
  @CsvSource({
    "PT1H, 60 minutes",
    "PT90M, 90 minutes",
    "PT2H, 2 hours",
    "PT2H30M, 150 minutes",
    "PT24H, 24 hours",
  })
  void saysHowLongATokenMayLast(Duration longest, String words) {
    String token = "{\"iat\":%d,\"exp\":%d}";
    ValidityCheck check = ValidityCheck.ofIssuer(SampleToken.CLOCK, Duration.ZERO, longest);
    long end = NOW + longest.toSeconds();
    assertEquals(
        Optional.empty(), check.refusal(JsonObject.parse(token.formatted(NOW, end)).orElseThrow()));
    Rejected rejected =
        check.refusal(JsonObject.parse(token.formatted(NOW, end + 1)).orElseThrow()).orElseThrow();
    assertEquals("at most " + words + " after iat", rejected.expected());
  }
}
