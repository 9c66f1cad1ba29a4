package io.acsbroker.subject;

import io.acsbroker.json.JsonObject;
import io.acsbroker.keys.SigningKey;
import io.acsbroker.keys.SigningKeys;
import io.acsbroker.keys.SigningKeys.Lookup;
import io.acsbroker.net.ServerClock;
import io.acsbroker.subject.CompactToken.Parsing;
import io.acsbroker.subject.Verification.Rejected;
import io.acsbroker.token.AllowedTenants;
import io.acsbroker.token.ClientId;
import io.acsbroker.token.Deadline;
import io.acsbroker.token.ReceivedToken;
import io.acsbroker.token.SignatureAlgorithm;
import io.acsbroker.token.TenantId;
import io.acsbroker.token.TokenProfile;
import io.acsbroker.token.TokenVersion;
import java.util.Optional;
import java.util.regex.Pattern;

/** Verifies tokens against the signing keys of their tenants, in the order of the architecture. */
final class SignedTokenVerifier implements EntraTokenVerifier {
  /**
   * The issuers of directories for an app's customers: Entra External ID, and Azure AD B2C before
   * it. Their keys are their own, and ACS takes no token of theirs.
   *
   * @see <a href="https://learn.microsoft.com/entra/external-id/customers/faq-customers">External
   *     ID</a>
   */
  private static final Pattern CUSTOMERS =
      Pattern.compile("https://[^/]+\\.(?:ciamlogin|b2clogin)\\.[a-z]+(?:/.*)?");

  private final AllowedTenants tenants;
  private final SigningKeys keys;
  private final ClaimsCheck claimsCheck;
  private final ServerClock servers;

  SignedTokenVerifier(
      AllowedTenants tenants, SigningKeys keys, ClaimsCheck claimsCheck, ServerClock servers) {
    this.tenants = tenants;
    this.keys = keys;
    this.claimsCheck = claimsCheck;
    this.servers = servers;
  }

  @Override
  public Verification verify(ReceivedToken token, TokenProfile profile, Deadline deadline) {
    Parsing parsing = CompactToken.parse(token.value());
    return parsing instanceof Parsing.Parsed(CompactToken parsed)
        ? verify(token, parsed, profile, deadline)
        : Rejected.because(((Parsing.Malformed) parsing).reason());
  }

  @Override
  public Optional<String> prepare(Deadline deadline) {
    if (servers.problem().isPresent()) {
      // The clock that differs may have been set right, or a machine may have slept: Entra's answer
      // tells, and nobody else may ask for a while
      keys.renew();
    }
    return keys.prepare(deadline);
  }

  @Override
  public Optional<String> clockProblem() {
    return servers.problem();
  }

  @Override
  public EntraTokenVerifier withKeysOf(ClientId application) {
    return new SignedTokenVerifier(tenants, keys.withKeysOf(application), claimsCheck, servers);
  }

  private Verification verify(
      ReceivedToken token, CompactToken parsed, TokenProfile profile, Deadline deadline) {
    if (PlatformToken.isSaidToBe(parsed)) {
      return Rejected.because(RejectionReason.TOKEN_OF_PLATFORM);
    }
    Optional<Rejected> refusal = HeaderCheck.refusal(parsed.header());
    if (refusal.isPresent()) {
      return refusal.get();
    }
    JsonObject claims = parsed.claims();
    if (CUSTOMERS.matcher(claims.string("iss").orElse("")).matches()) {
      return new Rejected(
          RejectionReason.ISSUER_OF_CUSTOMERS,
          "iss",
          "the issuer of an organisation's tenant",
          // Nobody has signed it yet: it must not be counted as a failure of a tenant that is
          // served
          Optional.empty());
    }
    Optional<TokenVersion> version = TokenVersion.ofClaim(claims.string("ver").orElse(""));
    if (version.isEmpty()) {
      return Rejected.because(RejectionReason.VERSION_UNKNOWN);
    }
    Optional<TenantId> tenant = TenantId.parse(claims.string("tid").orElse(""));
    if (tenant.isEmpty()) {
      return Rejected.because(RejectionReason.TENANT_MALFORMED);
    }
    if (!tenants.include(tenant.get())) {
      return notAllowed(tenant.get());
    }
    TokenOrigin origin = new TokenOrigin(tenant.get(), version.get());
    Lookup lookup = keys.find(tenant.get(), keyId(parsed), deadline);
    // By conditions: each lambda on the way to the first answer costs that answer time
    return lookup instanceof Lookup.Found(SigningKey key)
        ? signed(key, token, parsed, origin, profile)
        : MissingKeyVerdict.verdict((Lookup.Missing) lookup);
  }

  private Verification signed(
      SigningKey key,
      ReceivedToken token,
      CompactToken parsed,
      TokenOrigin origin,
      TokenProfile profile) {
    Optional<Rejected> refusal = parsed.refusal(key, SignatureAlgorithm.RS256);
    return refusal.isPresent() ? refusal.get() : checked(token, parsed, origin, profile);
  }

  private static Rejected notAllowed(TenantId tenant) {
    return (tenant.equals(AllowedTenants.CONSUMERS)
            ? Rejected.claim(
                RejectionReason.PERSONAL_ACCOUNT, "tid", "the tenant of an organisation")
            : Rejected.claim(
                RejectionReason.TENANT_NOT_ALLOWED, "tid", "a tenant that this broker serves"))
        .of(tenant);
  }

  private Verification checked(
      ReceivedToken token, CompactToken parsed, TokenOrigin origin, TokenProfile profile) {
    Verification verification = claimsCheck.check(token, parsed, origin, profile);
    return verification instanceof Rejected rejected ? rejected.of(origin.tenant()) : verification;
  }

  private static String keyId(CompactToken parsed) {
    return parsed.header().string("kid").orElseThrow();
  }
}
