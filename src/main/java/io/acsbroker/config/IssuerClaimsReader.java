package io.acsbroker.config;

import io.acsbroker.token.CallerIssuer.Claims;
import io.acsbroker.token.CallerIssuer.ListClaim;
import io.acsbroker.token.CallerIssuer.MachineClaim;
import io.acsbroker.token.CallerIssuer.ScopeClaim;
import io.acsbroker.token.CallerIssuer.TokenType;
import io.acsbroker.token.ClaimPath;
import io.acsbroker.token.Scope;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads in which claims the tokens of an issuer say what, and what they have to say. */
final class IssuerClaimsReader {
  private static final String CLIENT = "clientClaim";
  private static final String CLIENTS = "clients";
  private static final String SCOPE = "scopeClaim";
  private static final String FORM = "scopeForm";
  private static final String REQUIRED_SCOPES = "requiredScopes";
  private static final String REQUIRED = "requiredClaims";
  private static final String MACHINE = "machine";
  private static final int MAX_REQUIRED = 20;

  /**
   * What id tokens have, all of them or many.
   *
   * @see <a href="https://openid.net/specs/openid-connect-core-1_0.html#IDToken">OpenID Connect
   *     Core, section 2</a>
   */
  private static final Set<String> OF_ID_TOKENS =
      Set.of("iss", "sub", "aud", "exp", "iat", "auth_time", "nonce", "acr", "amr", "azp");

  private static final ClaimPath USUAL_SUBJECT = ClaimPath.parse("sub").orElseThrow();

  private final DocumentObject issuer;

  IssuerClaimsReader(DocumentObject issuer) {
    this.issuer = issuer;
  }

  /** Where they say who, by what and what for; with whatever could be read after a problem. */
  Claims claims() {
    Optional<ClaimPath> subject =
        issuer.has("subjectClaim") ? issuer.claim("subjectClaim") : Optional.of(USUAL_SUBJECT);
    return new Claims(
        subject.orElse(USUAL_SUBJECT),
        client(),
        clients(),
        scopes(),
        list("rolesClaim", "roles"),
        list("groupsClaim", "groups"));
  }

  private Optional<ClaimPath> client() {
    return namesNoClient()
        ? Optional.empty()
        : issuer.claim(CLIENT, ", or null where its tokens name no client");
  }

  private boolean namesNoClient() {
    return issuer.object().isNull(CLIENT);
  }

  /**
   * By the client id tokens are told from access tokens; where there is none, by something else.
   *
   * @param required the claims that a token has to have
   */
  void refuseIdTokens(Set<TokenType> types, Set<ClaimPath> required) {
    boolean areTold =
        types.isEmpty()
            || types.equals(Set.of(TokenType.AT_JWT))
            || (issuer.has(REQUIRED) && required.isEmpty())
            || required.stream().anyMatch(claim -> !OF_ID_TOKENS.containsAll(claim.steps()));
    if (namesNoClient() && !areTold) {
      issuer.problem(
          CLIENT,
          "must not be null without typ at+jwt alone, or requiredClaims that its id tokens lack");
    }
  }

  private Set<String> clients() {
    if (!namesNoClient()) {
      return issuer.list(CLIENTS, Optional::of, "must be the clients that may call");
    }
    if (issuer.has(CLIENTS)) {
      issuer.problem(CLIENTS, "must not be there where clientClaim is null");
    }
    return Set.of();
  }

  private Optional<ScopeClaim> scopes() {
    Set<String> required =
        issuer.listOrNone(
            REQUIRED_SCOPES,
            text -> Scope.parse(text).map(Scope::value),
            "must be the scopes that a token needs, all of them");
    if (!issuer.has(SCOPE) && !issuer.has(FORM)) {
      if (!required.isEmpty()) {
        issuer.problem(REQUIRED_SCOPES, "must be [] where no scopeClaim says where scopes are");
      }
      return Optional.empty();
    }
    Optional<ClaimPath> claim = issuer.claim(SCOPE);
    Optional<Boolean> asArray =
        issuer.text(FORM, IssuerClaimsReader::isArray, "must be text or array");
    return claim.map(it -> new ScopeClaim(it, asArray.orElse(false), required));
  }

  private static Optional<Boolean> isArray(String form) {
    return switch (form) {
      case "text" -> Optional.of(false);
      case "array" -> Optional.of(true);
      default -> Optional.empty();
    };
  }

  private Optional<ListClaim> list(String claimMember, String valuesMember) {
    if (!issuer.has(claimMember) && !issuer.has(valuesMember)) {
      return Optional.empty();
    }
    Optional<ClaimPath> claim = issuer.claim(claimMember);
    Set<String> anyOf =
        issuer.list(
            valuesMember,
            Optional::of,
            "must be the " + valuesMember + " of which a user needs one");
    return claim.map(it -> new ListClaim(it, anyOf));
  }

  /** The claims that a token has to have, each with its value. */
  Map<ClaimPath, Object> required() {
    if (!issuer.has(REQUIRED)) {
      return Map.of();
    }
    Map<ClaimPath, Object> required = new HashMap<>();
    Optional<DocumentObject> written = issuer.within(REQUIRED);
    Set<String> names = written.map(it -> it.object().names()).orElse(Set.of());
    for (String name : names) {
      Optional<ClaimPath> claim = ClaimPath.parse(name);
      Optional<Object> value = written.flatMap(it -> it.object().scalar(name));
      if (claim.isPresent() && value.isPresent()) {
        required.put(claim.get(), value.get());
      }
    }
    if (names.isEmpty() || names.size() > MAX_REQUIRED || required.size() < names.size()) {
      issuer.problem(
          REQUIRED,
          "must be an object of 1 to "
              + MAX_REQUIRED
              + " claims, each with a text, a whole number, true or false");
    }
    return required;
  }

  /** By what a token tells that it is of a machine; empty where nothing does. */
  Optional<MachineClaim> machine() {
    if (!issuer.has(MACHINE)) {
      return Optional.empty();
    }
    Optional<DocumentObject> machine = issuer.within(MACHINE);
    if (machine.isEmpty()) {
      issuer.problem(
          MACHINE, "must be an object with claim, and with values where not each will do");
      return Optional.empty();
    }
    machine.get().refuseMembersBut(List.of("claim", "values"));
    Optional<ClaimPath> claim = machine.get().claim("claim");
    Set<String> values =
        machine.get().has("values")
            ? machine.get().list("values", Optional::of, "must be texts")
            : Set.of();
    return claim.map(it -> new MachineClaim(it, values));
  }
}
