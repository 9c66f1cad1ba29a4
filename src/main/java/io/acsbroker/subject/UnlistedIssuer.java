package io.acsbroker.subject;

import io.acsbroker.subject.Verification.Rejected;
import io.acsbroker.token.Finding;
import io.acsbroker.token.ReceivedToken;

/** What is wrong with a caller token that names none of the listed issuers, where Entra is none. */
public final class UnlistedIssuer {
  private UnlistedIssuer() {}

  /** Rejects the token, for its issuer where it names one; nobody asks for a key. Never throws. */
  public static Rejected rejection(ReceivedToken token) {
    return switch (CompactToken.parse(token.value())) {
      case CompactToken.Parsing.Malformed(RejectionReason reason) -> Rejected.because(reason);
      case CompactToken.Parsing.Parsed(CompactToken parsed) -> rejection(parsed);
    };
  }

  private static Rejected rejection(CompactToken token) {
    if (PlatformToken.isSaidToBe(token)) {
      return Rejected.because(RejectionReason.TOKEN_OF_PLATFORM);
    }
    return token.claims().string("iss").isEmpty()
        ? Rejected.because(RejectionReason.JSON_MALFORMED).with(Finding.logged("no iss"))
        : Rejected.claim(RejectionReason.ISSUER_NOT_LISTED, "iss", "an issuer that is listed");
  }
}
