package io.acsbroker.subject;

import io.acsbroker.json.JsonObject;
import io.acsbroker.subject.Verification.Rejected;
import io.acsbroker.subject.Verification.Verified;
import io.acsbroker.token.ClientId;
import io.acsbroker.token.EntraCloud;
import io.acsbroker.token.Finding;
import io.acsbroker.token.ObjectId;
import io.acsbroker.token.ReceivedToken;
import io.acsbroker.token.Subject;
import io.acsbroker.token.TokenProfile;
import io.acsbroker.token.TokenVersion;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The claims of a token whose signature has held.
 *
 * @see <a href="https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference">
 *     Access token claims</a>
 */
final class ClaimsCheck {
  private static final Finding NO_TEXT = Finding.logged("iss missing or no text");
  private static final Pattern TOKEN_ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  private final EntraCloud cloud;
  private final ValidityCheck validity;

  ClaimsCheck(EntraCloud cloud, ValidityCheck validity) {
    this.cloud = cloud;
    this.validity = validity;
  }

  Verification check(
      ReceivedToken token, CompactToken parsed, TokenOrigin origin, TokenProfile profile) {
    JsonObject claims = parsed.claims();
    String issuer = cloud.issuer(origin.tenant(), origin.version());
    if (!claims.string("iss").equals(Optional.of(issuer))) {
      return Rejected.claim(RejectionReason.ISSUER_WRONG, "iss", issuer)
          .with(claims.string("iss").map(other -> Finding.claim("iss", other)).orElse(NO_TEXT));
    }
    Set<String> audiences = profile.audiences(origin.version());
    Optional<Rejected> audience = AudienceCheck.refusal(claims, origin.version(), audiences);
    if (audience.isPresent()) {
      return audience.get();
    }
    Optional<ClientId> client = client(claims, origin.version());
    if (client.isEmpty()) {
      return Rejected.claim(
          IdToken.is(claims, origin.version())
              ? RejectionReason.ID_TOKEN_OF_API
              : RejectionReason.CLIENT_MISSING,
          origin.version().clientClaim(),
          "an application id");
    }
    Optional<ObjectId> user = ObjectId.parse(claims.string("oid").orElse(""));
    if (user.isEmpty()) {
      return Rejected.claim(RejectionReason.USER_MISSING, "oid", "the user's object id");
    }
    Optional<Rejected> refusal = refusal(claims);
    return refusal.isPresent()
        ? refusal.get()
        : new Verified(
            new VerifiedToken(
                token,
                cloud,
                new Subject(origin.tenant(), user.get()),
                origin.version(),
                client.get(),
                DelegationCheck.scopes(claims),
                Instant.ofEpochSecond(claims.integer("exp").orElseThrow()),
                UserStanding.of(claims, cloud.issuers(origin.tenant())),
                tokenId(claims),
                HeaderCheck.ignored(parsed.header())));
  }

  private Optional<Rejected> refusal(JsonObject claims) {
    Optional<Rejected> ofClient = DelegationCheck.refusal(claims);
    if (ofClient.isPresent()) {
      return ofClient;
    }
    Optional<Rejected> bound = boundToKey(claims);
    return bound.isPresent() ? bound : validity.refusal(claims);
  }

  /**
   * Refuses a token that is bound to a key of its client's, whatever the claim says: exchanged for
   * one that is bound to none, it would serve whoever has copied it.
   *
   * @see <a href="https://www.rfc-editor.org/rfc/rfc7800#section-3.1">RFC 7800, section 3.1</a>
   */
  static Optional<Rejected> boundToKey(JsonObject claims) {
    return claims.has("cnf")
        ? Optional.of(Rejected.claim(RejectionReason.BOUND_TO_KEY, "cnf", "no such claim"))
        : Optional.empty();
  }

  /** Entra's own id of the token, which its sign-in log has too; only where it is fit for a log. */
  private static Optional<String> tokenId(JsonObject claims) {
    Optional<String> id = claims.string("uti");
    return id.isPresent() && TOKEN_ID.matcher(id.get()).matches() ? id : Optional.empty();
  }

  /** The client's claim of this version, and only that: a token with both is none of Entra's. */
  private static Optional<ClientId> client(JsonObject claims, TokenVersion version) {
    return claims.has(version.other().clientClaim())
        ? Optional.empty()
        : ClientId.parse(claims.string(version.clientClaim()).orElse(""));
  }
}
