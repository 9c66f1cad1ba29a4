package io.acsbroker.keys;

import java.time.Duration;
import java.time.Instant;

/** What is done with a key set of some age. */
enum KeySetSchedule {
  /** It is used. */
  FRESH,
  /** It is used, and fetched anew in the background. */
  DUE,
  /** It is fetched anew first, and used where that fails. */
  OVERDUE,
  /** It is too old to be used, or there is none. */
  GONE;

  /** How soon a failed fetch is tried again while there are no keys, and while there are. */
  static final Duration FAILURE_PAUSE = Duration.ofSeconds(5);

  static final Duration LEISURELY_FAILURE_PAUSE = Duration.ofMinutes(1);

  /** How old keys are before they are fetched anew for what their server says beside them. */
  static final Duration RENEWAL = Duration.ofMinutes(1);

  private static final Duration FRESH_FOR = Duration.ofHours(1);
  private static final Duration DUE_FOR = Duration.ofHours(24);

  /** An outage that begins just before keys are overdue is survived for two more days. */
  private static final Duration KEPT_FOR = Duration.ofDays(3);

  /** Where the clock was set back, the age is not known: the set is fetched anew. */
  static KeySetSchedule of(Instant fetchedAt, Instant now) {
    if (now.isBefore(fetchedAt)) {
      return DUE;
    }
    if (now.isBefore(fetchedAt.plus(FRESH_FOR))) {
      return FRESH;
    }
    if (now.isBefore(fetchedAt.plus(DUE_FOR))) {
      return DUE;
    }
    return now.isBefore(fetchedAt.plus(KEPT_FOR)) ? OVERDUE : GONE;
  }
}
