package io.acsbroker.subject;

import io.acsbroker.json.JsonObject;
import io.acsbroker.subject.Verification.Rejected;
import io.acsbroker.token.Finding;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

  private static final List<String> TIMES = List.of("exp", "nbf", "iat");

  private final InstantSource clock;
  private final long skewSeconds;

  ValidityCheck(InstantSource clock, Duration skew) {
    this.clock = clock;
    this.skewSeconds = skew.toSeconds();
  }

  /** Returns why the times are refused, with all that are there for the log. */
  Optional<Rejected> refusal(JsonObject claims) {
    long now = clock.instant().getEpochSecond();
    Optional<Rejected> refusal = refusal(claims, now);
    return refusal.isPresent()
        ? Optional.of(refusal.get().with(times(claims, now)))
        : Optional.empty();
  }

  private Optional<Rejected> refusal(JsonObject claims, long now) {
    for (String claim : TIMES) {
      if (time(claims, claim).isEmpty()) {
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
    return current(exp, nbf, iat, now);
  }

  private Optional<Rejected> current(long exp, long nbf, long iat, long now) {
    if (nbf > now + skewSeconds || iat > now + skewSeconds) {
      String claim = nbf > now + skewSeconds ? "nbf" : "iat";
      return refused(RejectionReason.NOT_YET_VALID, claim, "a time that has come");
    }
    return exp <= now - skewSeconds
        ? refused(RejectionReason.EXPIRED, "exp", "a time to come")
        : Optional.empty();
  }

  private static Optional<Long> time(JsonObject claims, String claim) {
    Optional<Long> time = claims.integer(claim);
    return time.isPresent() && time.get() >= 0 && time.get() <= LATEST ? time : Optional.empty();
  }

  /** Such as {@code exp 2026-11-29T10:00:00Z, nbf …, iat …, now …}: whose clock is wrong? */
  private static Finding times(JsonObject claims, long now) {
    return Finding.logged(
        Stream.concat(
                TIMES.stream().map(claim -> claim + " " + words(claims, claim)),
                Stream.of("now " + Instant.ofEpochSecond(now)))
            .collect(Collectors.joining(", ")));
  }

  private static String words(JsonObject claims, String claim) {
    return time(claims, claim)
        .map(time -> Instant.ofEpochSecond(time).toString())
        .or(() -> claims.integer(claim).map(String::valueOf))
        .orElse(claims.has(claim) ? "no whole number" : "missing");
  }

  private static Optional<Rejected> refused(RejectionReason reason, String claim, String expected) {
    return Optional.of(Rejected.claim(reason, claim, expected));
  }
}
