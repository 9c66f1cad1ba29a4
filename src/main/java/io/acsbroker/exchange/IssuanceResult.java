package io.acsbroker.exchange;

import io.acsbroker.issuance.AcsReport;
import io.acsbroker.issuance.Issuance;
import io.acsbroker.issuance.Issuance.Issued;
import io.acsbroker.outcome.ExchangeOutcome.RefusedForNow;
import io.acsbroker.outcome.ExchangeSubject;
import io.acsbroker.outcome.ExchangeSubject.Verified;
import io.acsbroker.outcome.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The result of having a token issued for a subject that was admitted. */
sealed interface IssuanceResult {
  /** Until when others may be given the same; what is no token is for one request alone. */
  default Instant goodUntil() {
    return Instant.MIN;
  }

  /** About how much memory it takes, in bytes. */
  default int bytes() {
    return 512;
  }

  /**
   * ACS was asked: for this request, for another one for the same, or some time ago.
   *
   * @param goodUntil until when others may be given the same
   */
  record Answered(AcsReport<Issuance> report, Source source, Instant goodUntil)
      implements IssuanceResult {
    /** A token that is about to expire is of no use to who gets it. */
    private static final Duration LEAST_LEFT = Duration.ofSeconds(60);

    /**
     * What ACS has just answered.
     *
     * @param latest until when a token may be remembered, whatever it and the subject's say
     */
    static Answered now(AcsReport<Issuance> report, ExchangeSubject subject, Instant latest) {
      Instant goodUntil =
          subject instanceof Verified verified && report.answer() instanceof Issued(var issued)
              ? Collections.min(
                  List.of(latest, verified.expiresOn(), issued.expiresOn().minus(LEAST_LEFT)))
              : Instant.MIN;
      return new Answered(report, report.tries() == 0 ? Source.BROKER : Source.ACS, goodUntil);
    }

    Answered from(Source newSource) {
      return new Answered(report, newSource, goodUntil);
    }

    @Override
    public int bytes() {
      return IssuanceResult.super.bytes()
          + (report.answer() instanceof Issued(var issued) ? issued.value().length() : 0);
    }
  }

  /** The user sends too many requests; ACS was not asked. */
  record OverLimit(RefusedForNow outcome) implements IssuanceResult {}

  /**
   * The deadline has passed.
   *
   * @param report what had been done until then, where it is known
   */
  record Late(Optional<AcsReport<Issuance>> report) implements IssuanceResult {}
}
