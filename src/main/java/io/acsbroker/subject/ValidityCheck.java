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
 * Checks {@code exp}, {@code nbf} and {@code iat}: whole seconds since 1970, the claims there that
 * have to be, in an order that makes sense, and now.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7519#section-4.1.4">RFC 7519, section 4.1.4</a>
 */
final class ValidityCheck {
  /** With continuous access evaluation Entra issues for up to 28 hours. */
  private static final Duration LONGEST_OF_ENTRA = Duration.ofHours(30);

  /** The end of the year 9999: what is later is no time but an attempt at overflow. */
  private static final long LATEST = 253_402_300_799L;

  private static final String BEGIN = "nbf";

  /** When a token begins that does not say: it is valid since it was issued. */
  private static final long ALWAYS = 0;

  private static final List<String> TIMES = List.of("exp", BEGIN, "iat");

  private final InstantSource clock;
  private final long skewSeconds;
  private final Duration longest;
  private final boolean needsBegin;

  private ValidityCheck(InstantSource clock, Duration skew, Duration longest, boolean needsBegin) {
    this.clock = clock;
    this.skewSeconds = skew.toSeconds();
    this.longest = longest;
    this.needsBegin = needsBegin;
  }

  /** Of tokens of Entra's, which have all three. */
  static ValidityCheck ofEntra(InstantSource clock, Duration skew) {
    return new ValidityCheck(clock, skew, LONGEST_OF_ENTRA, /* needsBegin= */ true);
  }

  /** Of tokens of another issuer's, which need no {@code nbf}: RFC 9068 does not have it. */
  static ValidityCheck ofIssuer(InstantSource clock, Duration skew, Duration longest) {
    return new ValidityCheck(clock, skew, longest, /* needsBegin= */ false);
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
      boolean needed = needsBegin || !claim.equals(BEGIN) || claims.has(BEGIN);
      if (needed && time(claims, claim).isEmpty()) {
        return refused(RejectionReason.TIME_MALFORMED, claim, "whole seconds since 1970");
      }
    }
    long exp = claims.integer("exp").orElseThrow();
    long iat = claims.integer("iat").orElseThrow();
    long nbf = claims.integer(BEGIN).orElse(ALWAYS);
    if (nbf >= exp || iat >= exp) {
      return refused(RejectionReason.TIME_MALFORMED, "exp", "a time after nbf and iat");
    }
    if (exp - iat > longest.toSeconds()) {
      return refused(
          RejectionReason.LIFETIME_TOO_LONG, "exp", "at most " + words(longest) + " after iat");
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

  private static String words(Duration time) {
    return time.toHours() > 1 && time.toMinutesPart() == 0
        ? time.toHours() + " hours"
        : time.toMinutes() + " minutes";
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
