package io.acsbroker.subject;

import io.acsbroker.json.JsonObject;
import io.acsbroker.subject.Verification.Rejected;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Checks {@code exp}, {@code nbf} and {@code iat}: whole seconds since 1970, all three claims
 * there, in an order that makes sense, and now.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7519#section-4.1.4">RFC 7519, section 4.1.4</a>
 */
final class ValidityCheck {
  /** With continuous access evaluation Entra issues for up to 28 hours. */
  private static final long MAX_LIFETIME_SECONDS = Duration.ofHours(30).toSeconds();

  /** The end of the year 9999: what is later is no time but an attempt at overflow. */
  private static final long LATEST = 253_402_300_799L;

  private final InstantSource clock;
  private final long skewSeconds;

  ValidityCheck(InstantSource clock, Duration skew) {
    this.clock = clock;
    this.skewSeconds = skew.toSeconds();
  }

  Optional<Rejected> refusal(JsonObject claims) {
    for (String claim : List.of("exp", "nbf", "iat")) {
      if (claims.integer(claim).filter(time -> time >= 0 && time <= LATEST).isEmpty()) {
        return refused(RejectionReason.TIME_MALFORMED, claim, "whole seconds since 1970");
      }
    }
    long exp = claims.integer("exp").orElseThrow();
    long nbf = claims.integer("nbf").orElseThrow();
    long iat = claims.integer("iat").orElseThrow();
    if (nbf >= exp || iat >= exp) {
      return refused(RejectionReason.TIME_MALFORMED, "exp", "a time after nbf and iat");
    }
    if (exp - iat > MAX_LIFETIME_SECONDS) {
      return refused(RejectionReason.LIFETIME_TOO_LONG, "exp", "at most 30 hours after iat");
    }
    return now(exp, nbf, iat);
  }

  private Optional<Rejected> now(long exp, long nbf, long iat) {
    long now = clock.instant().getEpochSecond();
    if (nbf > now + skewSeconds || iat > now + skewSeconds) {
      String claim = nbf > now + skewSeconds ? "nbf" : "iat";
      return refused(RejectionReason.NOT_YET_VALID, claim, "a time that has come");
    }
    return exp <= now - skewSeconds
        ? refused(RejectionReason.EXPIRED, "exp", "a time to come")
        : Optional.empty();
  }

  private static Optional<Rejected> refused(RejectionReason reason, String claim, String expected) {
    return Optional.of(Rejected.claim(reason, claim, expected));
  }
}
