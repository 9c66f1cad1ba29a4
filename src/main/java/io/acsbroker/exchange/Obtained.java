package io.acsbroker.exchange;

import io.acsbroker.issuance.AcsReport;
import io.acsbroker.issuance.Issuance;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What came of wanting a token for somebody who may have one. */
sealed interface Obtained {
  /** Until when others may be given the same; what is no answer of ACS is for one request alone. */
  default Instant goodUntil() {
    return Instant.MIN;
  }

  /**
   * ACS was asked: for this request, for another one for the same, or some time ago.
   *
   * @param goodUntil until when others may be given the same
   */
  record Answered(AcsReport<Issuance> report, Source source, Instant goodUntil)
      implements Obtained {
    Answered from(Source newSource) {
      return new Answered(report, newSource, goodUntil);
    }
  }

  /** The user has had too many. */
  record TooMany(Duration retryAfter) implements Obtained {}

  /**
   * The deadline has passed.
   *
   * @param report what had been done until then, where it is known
   */
  record Late(Optional<AcsReport<Issuance>> report) implements Obtained {}

  /** A bug stood in the way. */
  record Broken(Throwable bug) implements Obtained {}
}
