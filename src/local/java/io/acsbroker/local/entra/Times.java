package io.acsbroker.local.entra;

import com.nimbusds.jwt.JWTClaimsSet;
import java.time.Instant;

/** Whether a token is valid now. */
final class Times {
  private Times() {}

  /** Between {@code nbf}, where there is one, and {@code exp}, without any tolerance. */
  static boolean hold(JWTClaimsSet claims, Instant now) {
    return claims.getExpirationTime() != null
        && now.isBefore(claims.getExpirationTime().toInstant())
        && (claims.getNotBeforeTime() == null
            || !now.isBefore(claims.getNotBeforeTime().toInstant()));
  }
}
