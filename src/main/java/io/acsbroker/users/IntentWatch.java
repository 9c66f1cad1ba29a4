package io.acsbroker.users;

import io.acsbroker.identity.RowLookup;
import io.acsbroker.identity.RowVersion;
import java.time.Duration;

/**
 * Waits for another instance that has written an intent to make the identity. An intent that stays
 * as it is for two seconds is taken for one of an instance that has failed; a mistake costs no more
 * than an identity that is removed again.
 */
public class IntentWatch {
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);
  private static final int LOOKS = 8;

  /** Waits; whether the row has stayed as it was seen. */
  boolean seesNoChange(IdentityCalls calls, RowVersion seen) {
    try {
      for (int look = 0; look < LOOKS; look++) {
        if (!calls.deadline().allows(BETWEEN_LOOKS)) {
          return false;
        }
        pause(BETWEEN_LOOKS);
        if (!(calls.find() instanceof RowLookup.Intended(RowVersion now)) || !now.equals(seen)) {
          return false;
        }
      }
      return true;
    } catch (InterruptedException late) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Lets this much time pass. */
  void pause(Duration time) throws InterruptedException {
    Thread.sleep(time);
  }
}
