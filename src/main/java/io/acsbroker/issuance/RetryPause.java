package io.acsbroker.issuance;

import io.acsbroker.issuance.Issuance.Cause;
import io.acsbroker.issuance.Issuance.Unavailable;
import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * How long to wait before ACS is asked again: as long as it says, and a little more that differs
 * from one caller to the next and doubles, so that not all come back at once.
 */
class RetryPause {
  private static final Duration FIRST = Duration.ofMillis(200);

  private final DoubleSupplier random;

  /**
   * @param random from 0 to 1
   */
  RetryPause(DoubleSupplier random) {
    this.random = random;
  }

  Duration before(int retry, Unavailable answer) {
    Duration asTold =
        answer
            .retryAfter()
            .orElse(
                answer.cause() == Cause.ACS_THROTTLES
                    ? Unavailable.DEFAULT_RETRY_AFTER
                    : Duration.ZERO);
    double share = 0.5 + random.getAsDouble() / 2;
    return asTold.plusNanos((long) (FIRST.toNanos() * Math.pow(2, retry - 1) * share));
  }

  /** Lets this much time pass. */
  void take(Duration wait) throws InterruptedException {
    Thread.sleep(wait);
  }
}
