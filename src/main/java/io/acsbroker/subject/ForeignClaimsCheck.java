package io.acsbroker.subject;

import io.acsbroker.json.JsonObject;
import io.acsbroker.subject.Verification.Rejected;
import io.acsbroker.token.CallerIssuer;
import io.acsbroker.token.CallerIssuer.Claims;
import io.acsbroker.token.CallerIssuer.ListClaim;
import io.acsbroker.token.CallerIssuer.ScopeClaim;
import io.acsbroker.token.Finding;
import io.acsbroker.token.ForeignPerson;
import io.acsbroker.token.Scope;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The claims of a token of another issuer than Entra whose signature has held. A refusal names the
 * claim as the settings write it, and nobody.
 */
final class ForeignClaimsCheck {
  /** More than any token for one service needs; whoever has more has a token for anything. */
  private static final int MOST_AUDIENCES = 8;

  /** Okta's have dots in them, and Keycloak's colons. */
  private static final Pattern TOKEN_ID = Pattern.compile("[A-Za-z0-9._:-]{1,100}");

  private final CallerIssuer issuer;
  private final ValidityCheck validity;
  private final ForeignUserCheck users;

  ForeignClaimsCheck(CallerIssuer issuer, ValidityCheck validity) {
    this.issuer = issuer;
    this.validity = validity;
    this.users = new ForeignUserCheck(issuer);
  }

  ForeignVerification check(CompactToken token) {
    JsonObject claims = token.claims();
    MappedClaims placed = new MappedClaims(claims);
    Optional<Rejected> refusal =
        issuer(claims)
            .or(() -> AccessTokenCheck.refusal(claims))
            .or(() -> audience(claims))
            .or(() -> users.refusal(placed))
            .or(() -> ClaimsCheck.boundToKey(claims))
            .or(() -> validity.refusal(claims));
    return refusal.isPresent()
        ? refusal.get()
        : new ForeignVerification.Proven(caller(token, placed));
  }

  /** It has chosen what the token has to be, before anything was proven. */
  private Optional<Rejected> issuer(JsonObject claims) {
    Optional<String> named = claims.string("iss");
    return named.equals(Optional.of(issuer.issuer()))
        ? Optional.empty()
        : Optional.of(
            Rejected.claim(RejectionReason.ISSUER_WRONG, "iss", issuer.issuer())
                .with(named.map(other -> Finding.claim("iss", other)).orElse(Finding.NONE)));
  }

  /**
   * It is text, or an array of texts and nothing else.
   *
   * @see <a href="https://www.rfc-editor.org/rfc/rfc7519#section-4.1.3">RFC 7519, section 4.1.3</a>
   */
  private Optional<Rejected> audience(JsonObject claims) {
    List<String> audiences =
        claims.string("aud").map(List::of).or(() -> claims.stringsAlone("aud")).orElse(List.of());
    boolean ours = audiences.size() <= MOST_AUDIENCES && audiences.contains(issuer.audience());
    return ours
        ? Optional.empty()
        : Optional.of(
            Rejected.claim(RejectionReason.AUDIENCE_WRONG, "aud", issuer.audience())
                .with(found(audiences)));
  }

  private static Finding found(List<String> audiences) {
    return switch (audiences.size()) {
      case 0 -> Finding.logged("aud missing, or no text nor an array of texts");
      case 1 -> Finding.claim("aud", audiences.getFirst());
      default ->
          Finding.logged(
              audiences.size()
                  + " audiences, of which "
                  + MOST_AUDIENCES
                  + " may be: "
                  + String.join(" ", audiences));
    };
  }

  private ForeignCaller caller(CompactToken token, MappedClaims placed) {
    Claims places = issuer.claims();
    return new ForeignCaller(
        issuer,
        ForeignPerson.of(issuer.issuer(), placed.name(places.subject()).orElseThrow()),
        users.boundTo(placed),
        places.client().flatMap(placed::name),
        scopes(places.scopes(), placed),
        list(places.roles(), placed),
        list(places.groups(), placed),
        token.claims().string("jti").filter(id -> TOKEN_ID.matcher(id).matches()),
        HeaderCheck.ignored(token.header()));
  }

  /** None where the claim is of the other form than the settings say. */
  private static Set<String> scopes(Optional<ScopeClaim> place, MappedClaims placed) {
    if (place.isEmpty()) {
      return Set.of();
    }
    return place.get().asArray()
        ? placed.array(place.get().claim())
        : DelegationCheck.scopes(placed.text(place.get().claim()).orElse("")).stream()
            .map(Scope::value)
            .collect(Collectors.toUnmodifiableSet());
  }

  private static Set<String> list(Optional<ListClaim> place, MappedClaims placed) {
    return place.map(list -> placed.list(list.claim())).orElse(Set.of());
  }
}
