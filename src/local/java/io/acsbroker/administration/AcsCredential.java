package io.acsbroker.administration;

import io.acsbroker.azure.ManagedIdentityTokens;
import io.acsbroker.token.Deadline;
import java.time.Instant;
import java.util.Map;

/** What opens the resource. Never shown. */
sealed interface AcsCredential {

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

  /** The sign-in of a machine or of a person, whose tokens are renewed. */
  record SignIn(ManagedIdentityTokens tokens) implements AcsCredential {

    @Override
    public String toString() {
      return "SignIn[redacted]";
    }
  }

  /** The headers that prove that the request comes from its holder. */
  default Map<String, String> headers(ServiceRequest request, Instant now) {
    return switch (this) {
      case AccessKey(String key) -> RequestSignature.headers(request, key, now);
      case BearerToken(String token) -> Map.of("Authorization", "Bearer " + token);
      case SignIn(ManagedIdentityTokens tokens) ->
          Map.of("Authorization", "Bearer " + tokens.value(Deadline.in(OwnSignIn.PATIENCE)));
    };
  }
}
