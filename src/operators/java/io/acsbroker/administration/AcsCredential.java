package io.acsbroker.administration;

import java.time.Instant;
import java.util.Map;

/** What opens the resource. Never shown. */
sealed interface AcsCredential
    permits SignedIn, AcsCredential.AccessKey, AcsCredential.BearerToken {

  /** One of the resource's own keys, in base64. */
  record AccessKey(String base64) implements AcsCredential {
    @Override
    public String toString() {
      return "AccessKey[redacted]";
    }
  }

  /** An Entra token of somebody who has a role on the resource. */
  record BearerToken(String value) implements AcsCredential {
    @Override
    public String toString() {
      return "BearerToken[redacted]";
    }
  }

  /** The headers that prove that the request comes from its holder. */
  default Map<String, String> headers(ServiceRequest request, Instant now) {
    return switch (this) {
      case AccessKey(String key) -> RequestSignature.headers(request, key, now);
      case BearerToken(String token) -> Map.of("Authorization", "Bearer " + token);
      case SignedIn signedIn -> Map.of("Authorization", signedIn.bearer());
    };
  }
}
