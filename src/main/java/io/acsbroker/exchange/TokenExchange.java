package io.acsbroker.exchange;

import io.acsbroker.exchange.ExchangeOutcome.Forbidden;
import io.acsbroker.exchange.ExchangeOutcome.Granted;
import io.acsbroker.exchange.ExchangeOutcome.Unavailable;
import io.acsbroker.issuance.Issuance;
import io.acsbroker.issuance.TeamsTokenRequest;
import io.acsbroker.issuance.TokenIssuer;
import io.acsbroker.subject.EntraTokenVerifier;
import io.acsbroker.subject.Verification;
import io.acsbroker.subject.VerifiedToken;
import io.acsbroker.token.EntraCloud;
import io.acsbroker.token.TokenProfile;
import java.time.Duration;
import java.util.Optional;

/**
 * Subject token in, issued token out.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8693">RFC 8693, OAuth 2.0 Token Exchange</a>
 */
public final class TokenExchange {
  private final EntraTokenVerifier verifier;
  private final TokenProfile profile;
  private final ExchangePolicy policy;
  private final TokenIssuer issuer;
  private final RejectionAnswer rejectionAnswer;

  /**
   * @param cloud whose resources the answers name
   */
  public TokenExchange(
      EntraCloud cloud,
      EntraTokenVerifier verifier,
      TokenProfile profile,
      ExchangePolicy policy,
      TokenIssuer issuer) {
    this.rejectionAnswer = new RejectionAnswer(cloud, policy.requiredScopes());
    this.verifier = verifier;
    this.profile = profile;
    this.policy = policy;
    this.issuer = issuer;
  }

  /**
   * Verifies, judges, and has a token issued: in this order, and no step after one that refuses.
   */
  public ExchangeOutcome exchange(ExchangeRequest request) {
    return switch (verifier.verify(request.token(), profile)) {
      case Verification.Verified(VerifiedToken token) -> proven(token, request);
      case Verification.Rejected rejected -> rejectionAnswer.to(rejected);
      case Verification.KeysUnavailable(Duration retryAfter, String diagnosis) ->
          new Unavailable(
              new Refusal(
                  RefusalCode.SIGNING_KEYS_UNAVAILABLE,
                  "Entra's signing keys cannot be fetched at the moment. Try again later.",
                  "key endpoint: " + diagnosis),
              retryAfter);
    };
  }

  private ExchangeOutcome proven(VerifiedToken token, ExchangeRequest request) {
    Optional<Refusal> refusal = policy.refusal(token, request);
    return refusal.isPresent() ? new Forbidden(refusal.get()) : issued(token);
  }

  private ExchangeOutcome issued(VerifiedToken token) {
    TeamsTokenRequest request =
        new TeamsTokenRequest(token.token(), token.client(), token.subject().user());
    return switch (issuer.issue(request)) {
      case Issuance.Issued(var issued) -> new Granted(issued, token.subject());
      case Issuance.Refused refused -> IssuanceAnswer.to(refused);
      case Issuance.Unavailable unavailable -> IssuanceAnswer.to(unavailable);
    };
  }
}
