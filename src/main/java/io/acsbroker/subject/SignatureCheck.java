package io.acsbroker.subject;

import io.acsbroker.keys.Lookup;
import io.acsbroker.keys.SigningKey;
import io.acsbroker.subject.Verification.KeyUnknown;
import io.acsbroker.subject.Verification.KeysUnavailable;
import io.acsbroker.subject.Verification.Rejected;
import io.acsbroker.subject.Verification.Unverified;
import io.acsbroker.token.SignatureAlgorithm;
import java.util.Optional;

/** Checks a token's signature with the key that the token names, and says why there is none. */
final class SignatureCheck {
  private SignatureCheck() {}

  /**
   * Returns why the signature is not one of this key, or empty where it is.
   *
   * @param algorithm that the token names
   */
  static Optional<Rejected> refusal(
      CompactToken token, SigningKey key, SignatureAlgorithm algorithm) {
    if (!key.isFor(algorithm)) {
      return Optional.of(Rejected.because(RejectionReason.KEY_OF_ANOTHER_ALGORITHM));
    }
    return key.signed(token.signedBytes(), token.signature(), algorithm)
        ? Optional.empty()
        : Optional.of(Rejected.because(RejectionReason.SIGNATURE_INVALID));
  }

  /** What becomes of a token whose key is missing. */
  static Unverified without(Lookup.Missing key) {
    return switch (key) {
      case Lookup.UnknownKey(var retryAfter, var diagnosis) ->
          new KeyUnknown(retryAfter, diagnosis);
      case Lookup.OthersKey others -> Rejected.because(RejectionReason.KEY_OF_OTHERS);
      case Lookup.Unavailable(var retryAfter, var diagnosis) ->
          new KeysUnavailable(retryAfter, diagnosis);
    };
  }
}
