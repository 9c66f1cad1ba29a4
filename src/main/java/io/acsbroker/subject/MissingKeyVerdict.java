package io.acsbroker.subject;

import io.acsbroker.keys.SigningKeys.Lookup;
import io.acsbroker.subject.Verification.KeyUnknown;
import io.acsbroker.subject.Verification.KeysUnavailable;
import io.acsbroker.subject.Verification.Rejected;
import io.acsbroker.subject.Verification.Unverified;
import java.time.Duration;

/** The verdict on a token whose signing key is not there. */
final class MissingKeyVerdict {
  private MissingKeyVerdict() {}

  static Unverified verdict(Lookup.Missing missing) {
    return switch (missing) {
      case Lookup.UnknownKey(Duration wait, String diagnosis) -> new KeyUnknown(wait, diagnosis);
      case Lookup.OthersKey others -> Rejected.because(RejectionReason.KEY_OF_OTHERS);
      case Lookup.Unavailable(Duration wait, String diagnosis) ->
          new KeysUnavailable(wait, diagnosis);
    };
  }
}
