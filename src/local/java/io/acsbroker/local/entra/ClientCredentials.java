package io.acsbroker.local.entra;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.security.cert.X509Certificate;
import java.text.ParseException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * By what the broker's API proves that it is itself: a token of its managed identity, a secret or a
 * certificate.
 */
final class ClientCredentials {
  private final EntraEmulator entra;
  private final String secret = UUID.randomUUID().toString();
  private final List<ClientCertificate> certificates = new CopyOnWriteArrayList<>();

  ClientCredentials(EntraEmulator entra) {
    this.entra = entra;
  }

  private String brokerApi() {
    return entra.directory().brokerApi().clientId();
  }

  String secret() {
    return secret;
  }

  void register(X509Certificate certificate) {
    certificates.add(new ClientCertificate(certificate));
  }

  /** Why the proof of this request is not accepted. */
  Optional<EntraRefusal> refusal(DelegationRequest request, Instant now) {
    String assertion = request.parameter("client_assertion");
    if (!assertion.isEmpty()) {
      return request.parameter("client_assertion_type").equals(DelegationRequest.JWT_ASSERTION)
          ? refusal(assertion, request.endpoint(), now)
          : Optional.of(malformed());
    }
    String shown = request.parameter("client_secret");
    if (shown.isEmpty()) {
      return Optional.of(
          EntraRefusal.invalidClient(
              7000218,
              "The request body must contain the following parameter: 'client_assertion' or"
                  + " 'client_secret'."));
    }
    return shown.equals(secret) ? Optional.empty() : Optional.of(wrongSecret());
  }

  /** How the token tells what the client proved itself by: {@code appidacr}, {@code azpacr}. */
  static String authenticationClass(DelegationRequest request) {
    return request.parameter("client_assertion").isEmpty() ? "1" : "2";
  }

  private Optional<EntraRefusal> refusal(String assertion, String endpoint, Instant now) {
    try {
      SignedJWT jwt = SignedJWT.parse(assertion);
      JWTClaimsSet claims = jwt.getJWTClaimsSet();
      return brokerApi().equals(claims.getIssuer())
          ? ofCertificate(jwt, claims, endpoint).or(() -> untimely(claims, now))
          : FederatedCredential.ofBroker(entra.directory())
              .mismatch(claims)
              .or(
                  () ->
                      entra.verified(assertion).isEmpty()
                          ? Optional.of(badSignature())
                          : Optional.empty())
              .or(() -> untimely(claims, now));
    } catch (ParseException | RuntimeException e) {
      // Nimbus throws NullPointerException for a header that is JSON null
      return Optional.of(malformed());
    }
  }

  private Optional<EntraRefusal> ofCertificate(
      SignedJWT jwt, JWTClaimsSet claims, String endpoint) {
    if (certificates.stream().noneMatch(it -> it.signed(jwt))) {
      return Optional.of(badSignature());
    }
    boolean forHere =
        claims.getAudience().stream()
                .map(new Tenants(entra.directory())::byId)
                .toList()
                .equals(List.of(endpoint))
            && brokerApi().equals(claims.getSubject());
    return forHere
        ? Optional.empty()
        : Optional.of(
            EntraRefusal.invalidClient(
                700023,
                "Client assertion audience claim does not match Realm issuer. Review the"
                    + " documentation at"
                    + " https://docs.microsoft.com/azure/active-directory/develop/"
                    + "active-directory-certificate-credentials ."));
  }

  private static Optional<EntraRefusal> untimely(JWTClaimsSet claims, Instant now) {
    return Times.hold(claims, now)
        ? Optional.empty()
        : Optional.of(
            EntraRefusal.invalidClient(
                700024, "Client assertion is not within its valid time range."));
  }

  private static EntraRefusal badSignature() {
    return EntraRefusal.invalidClient(700027, "Client assertion failed signature validation.");
  }

  private static EntraRefusal malformed() {
    return EntraRefusal.invalidClient(50027, "JWT token is invalid or malformed.")
        .withError("invalid_request");
  }

  private EntraRefusal wrongSecret() {
    return EntraRefusal.invalidClient(
        7000215,
        ("Invalid client secret provided. Ensure the secret being sent in the request is the client"
                + " secret value, not the client secret ID, for a secret added to app '%s'.")
            .formatted(brokerApi()));
  }
}
