package io.acsbroker.local.acs;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.acsbroker.local.entra.EntraEmulator;
import io.acsbroker.local.entra.EntraResource;
import io.acsbroker.local.entra.Issuers;
import io.acsbroker.local.entra.TokenOrder;
import java.text.ParseException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Whether a user's Entra token is genuine, for what it is used for, and valid now. */
final class EntraTokenCheck {
  private final InstantSource clock;
  private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

  EntraTokenCheck(EntraEmulator entra, InstantSource clock) {
    this.clock = clock;
    processor.setJWSKeySelector(
        new JWSVerificationKeySelector<>(
            JWSAlgorithm.RS256, (selector, context) -> selector.select(entra.keys())));
    // Nimbus would read the machine's clock
    processor.setJWTClaimsSetVerifier(null);
  }

  /** Who the token speaks of; empty where it is not valid, for whatever reason. */
  Optional<EntraUser> valid(String token, EntraResource resource) {
    try {
      JWTClaimsSet claims = processor.process(token, null);
      return isFor(resource, claims) && isCurrent(claims)
          ? Optional.of(EntraUser.of(claims))
          : Optional.empty();
    } catch (ParseException | JOSEException | BadJOSEException | RuntimeException e) {
      // Nimbus throws NullPointerException for a header that is JSON null
      return Optional.empty();
    }
  }

  private static boolean isFor(EntraResource resource, JWTClaimsSet claims) throws ParseException {
    String version = claims.getStringClaim("ver");
    List<String> audience = claims.getAudience();
    return TokenOrder.VERSIONS.contains(version)
        && Issuers.of(version, claims.getStringClaim("tid")).equals(claims.getIssuer())
        && audience.size() == 1
        && resource.isMeantBy(audience.getFirst());
  }

  private boolean isCurrent(JWTClaimsSet claims) {
    Instant now = clock.instant();
    return !now.isBefore(claims.getNotBeforeTime().toInstant())
        && now.isBefore(claims.getExpirationTime().toInstant());
  }
}
