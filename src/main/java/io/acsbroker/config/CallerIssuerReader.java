package io.acsbroker.config;

import io.acsbroker.token.CallerIssuer;
import io.acsbroker.token.CallerIssuer.Binding;
import io.acsbroker.token.CallerIssuer.Claims;
import io.acsbroker.token.CallerIssuer.Keys;
import io.acsbroker.token.CallerIssuer.MachineClaim;
import io.acsbroker.token.CallerIssuer.TokenType;
import io.acsbroker.token.CallerRoute;
import io.acsbroker.token.ClaimPath;
import io.acsbroker.token.SignatureAlgorithm;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads one issuer of the document, and notes all that is wrong with it. */
final class CallerIssuerReader {
  private static final List<String> MEMBERS =
      List.of(
          "name",
          "issuer",
          "audience",
          "algorithms",
          "typ",
          "keys",
          "maxLifetimeMinutes",
          "subjectClaim",
          "clientClaim",
          "clients",
          "scopeClaim",
          "scopeForm",
          "requiredScopes",
          "rolesClaim",
          "roles",
          "groupsClaim",
          "groups",
          "requiredClaims",
          "machine",
          "binding",
          "tenants",
          "routes");

  private static final Pattern NAME = Pattern.compile("(?!entra$)[a-z][a-z0-9-]{0,31}");
  private static final int DAY = 1440;
  private static final int WEEK = 7 * DAY;

  private final DocumentObject issuer;
  private final IssuerConflicts conflicts;

  CallerIssuerReader(DocumentObject issuer, IssuerConflicts conflicts) {
    this.issuer = issuer;
    this.conflicts = conflicts;
  }

  /** What the log may call an issuer; empty where it is no such name. */
  static Optional<String> name(String text) {
    return Optional.of(text).filter(it -> NAME.matcher(it).matches());
  }

  /** The issuer; after a problem empty, or with whatever could be read. */
  Optional<CallerIssuer> read() {
    issuer.refuseMembersBut(MEMBERS);
    Optional<String> name =
        issuer.text(
            "name",
            CallerIssuerReader::name,
            "must be 1 to 32 of a to z, 0 to 9 and -, a letter first, and not entra");
    Optional<String> address = IssuerAddress.ofIssuer(issuer, "issuer", conflicts.authorityHost());
    Set<SignatureAlgorithm> algorithms =
        issuer.list("algorithms", SignatureAlgorithm::named, "must be of RS256, PS256 and ES256");
    Set<TokenType> types =
        issuer.list("typ", CallerIssuerReader::type, "must be of JWT, at+jwt and none");
    Optional<Keys> keys = IssuerKeysReader.read(issuer, algorithms, conflicts.authorityHost());
    Duration lifetime = Duration.ofMinutes(issuer.number("maxLifetimeMinutes", 1, WEEK, DAY));
    IssuerClaimsReader reader = new IssuerClaimsReader(issuer);
    Claims claims = reader.claims();
    Map<ClaimPath, Object> required = reader.required();
    Optional<MachineClaim> machine = reader.machine();
    reader.refuseIdTokens(types, required.keySet());
    Optional<String> audience = audience(claims.clients());
    Set<CallerRoute> routes =
        issuer.list("routes", CallerIssuerReader::route, "must be of exchange and identity");
    Optional<Binding> binding = new IssuerBindingReader(issuer, conflicts.tenants()).read(routes);
    if (name.isEmpty()
        || address.isEmpty()
        || audience.isEmpty()
        || keys.isEmpty()
        || binding.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new CallerIssuer(
            name.get(),
            address.get(),
            audience.get(),
            algorithms,
            types,
            keys.get(),
            lifetime,
            claims,
            required,
            machine,
            binding.get(),
            routes));
  }

  private Optional<String> audience(Set<String> clients) {
    Optional<String> audience =
        issuer.text(
            "audience", Optional::of, "must be the text that aud is in its tokens, or has in it");
    audience
        .flatMap(it -> conflicts.whyNoAudience(it, clients))
        .ifPresent(why -> issuer.problem("audience", why));
    return audience;
  }

  private static Optional<TokenType> type(String text) {
    return switch (text) {
      case "JWT" -> Optional.of(TokenType.JWT);
      case "at+jwt" -> Optional.of(TokenType.AT_JWT);
      case "none" -> Optional.of(TokenType.NONE);
      default -> Optional.empty();
    };
  }

  private static Optional<CallerRoute> route(String text) {
    return switch (text) {
      case "exchange" -> Optional.of(CallerRoute.EXCHANGE);
      case "identity" -> Optional.of(CallerRoute.IDENTITY);
      default -> Optional.empty();
    };
  }
}
