package io.acsbroker.local.entra;

import com.nimbusds.jwt.JWTClaimsSet;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Whose tokens an application accepts in place of a secret. All three have to be exactly these.
 *
 * @param issuer who signs them
 * @param subject whom they speak of: the principal id of a managed identity
 * @param audiences one of which they are for
 * @see <a href=
 *     "https://learn.microsoft.com/entra/workload-id/workload-identity-federation-config-app-trust-managed-identity">
 *     Trust a managed identity</a>
 */
record FederatedCredential(String issuer, String subject, List<String> audiences) {
  /** The broker's user-assigned identity, as its API's application trusts it. */
  static FederatedCredential ofBroker(Directory directory) {
    return new FederatedCredential(
        Issuers.of("2.0", directory.ofBroker().tenantId()),
        SampleDirectory.IDENTITY_OBJECT_ID,
        List.of(
            EntraResource.TOKEN_EXCHANGE.audience("1.0"),
            EntraResource.TOKEN_EXCHANGE.audience("2.0")));
  }

  FederatedCredential {
    audiences = List.copyOf(audiences);
  }

  /** What does not match: the issuer, the subject or the audience. */
  Optional<EntraRefusal> mismatch(JWTClaimsSet claims) {
    if (!issuer.equals(claims.getIssuer())) {
      return noRecord(700211, "issuer", claims.getIssuer());
    }
    if (!subject.equals(claims.getSubject()) && subject.equalsIgnoreCase(claims.getSubject())) {
      return Optional.of(otherLetterCase(claims.getSubject()));
    }
    if (!subject.equals(claims.getSubject())) {
      return noRecord(700213, "subject", claims.getSubject());
    }
    return Collections.disjoint(audiences, claims.getAudience())
        ? noRecord(700212, "audience", String.join(",", claims.getAudience()))
        : Optional.empty();
  }

  /**
   * A number of its own since Entra compares every letter's case.
   *
   * @see <a
   *     href="https://learn.microsoft.com/entra/identity-platform/reference-breaking-changes#federated-identity-credentials-now-use-case-sensitive-matching">Case-sensitive
   *     matching</a>
   */
  private static EntraRefusal otherLetterCase(String shown) {
    return EntraRefusal.invalidClient(
        7002138,
        ("No matching federated identity record found for presented assertion subject '%s'. The"
                + " subject matches with case-insensitive comparison, but not with case-sensitive"
                + " comparison.")
            .formatted(shown));
  }

  private static Optional<EntraRefusal> noRecord(int code, String what, String shown) {
    return Optional.of(
        EntraRefusal.invalidClient(
            code,
            ("No matching federated identity record found for presented assertion %s '%s'. Check"
                    + " your federated identity credential Subject, Audience and Issuer against the"
                    + " presented assertion."
                    + " https://learn.microsoft.com/entra/workload-id/workload-identity-federation")
                .formatted(what, shown)));
  }
}
