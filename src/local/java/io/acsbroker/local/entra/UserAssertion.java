package io.acsbroker.local.entra;

import com.nimbusds.jwt.JWTClaimsSet;
import java.time.Instant;
import java.util.Optional;

/** The caller token in a request for delegation. */
record UserAssertion(Directory directory, String token, JWTClaimsSet claims) {

  /** The token as it says of itself that it is; no claims where it has none or a bad signature. */
  static UserAssertion of(DelegationRequest request, EntraEmulator entra) {
    String token = request.parameter("assertion");
    return new UserAssertion(
        entra.directory(),
        token,
        entra.verified(token).orElseGet(() -> new JWTClaimsSet.Builder().build()));
  }

  /** Why it is not accepted in this tenant. */
  Optional<EntraRefusal> refusal(String tenantId, Instant now) {
    if (claims.getClaims().isEmpty() || !isOf(tenantId)) {
      return Optional.of(
          EntraRefusal.invalidGrant(
              50013,
              "Assertion failed signature validation. [Reason - The provided signature value did"
                  + " not match the expected signature value.]"));
    }
    if (!Times.hold(claims, now)) {
      return Optional.of(
          EntraRefusal.invalidGrant(
              500133,
              "Assertion is not within its valid time range. Ensure that the access token is not"
                  + " expired before using it for user assertion, or request a new token."));
    }
    if (claims.getAudience().stream().noneMatch(directory.brokerApi().resource()::isMeantBy)) {
      return Optional.of(wrongAudience());
    }
    return text("scp").isEmpty() ? Optional.of(withoutUser()) : Optional.empty();
  }

  /** The user; empty where the directory does not know them. */
  Optional<SampleUser> user() {
    return directory.byObjectId(text("tid"), text("oid"));
  }

  private boolean isOf(String tenantId) {
    return tenantId.equals(text("tid"))
        && Issuers.of(text("ver"), tenantId).equals(claims.getIssuer());
  }

  private String text(String claim) {
    return claims.getClaim(claim) instanceof String text ? text : "";
  }

  private EntraRefusal wrongAudience() {
    String expected = directory.brokerApi().clientId();
    return EntraRefusal.invalidGrant(
        500131,
        ("Assertion audience does not match the Client app presenting the assertion. The audience"
                + " in the assertion was '%s' and the expected audience is '%s' or one of the"
                + " Application Uris of this application with App ID '%s'(%s). The"
                + " downstream client must request a token for the expected audience (the"
                + " application that made the OBO request) and this application should use that"
                + " token as the assertion.")
            .formatted(
                String.join(",", claims.getAudience()),
                expected,
                expected,
                directory.brokerApi().title()));
  }

  private EntraRefusal withoutUser() {
    return EntraRefusal.invalidGrant(
        7000114,
        "Application '%s' is not allowed to make application on-behalf-of calls."
            .formatted(directory.brokerApi().clientId()));
  }
}
