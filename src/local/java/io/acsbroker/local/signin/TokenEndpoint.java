package io.acsbroker.local.signin;

import io.acsbroker.local.entra.ClaimsRequest;
import io.acsbroker.local.entra.EntraEmulator;
import io.acsbroker.local.net.CannedAnswer;
import io.acsbroker.local.net.LoopbackRequest;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/** Turns codes and refresh tokens of browsers into tokens. */
final class TokenEndpoint {
  private final Codes codes;
  private final RefreshTokens refreshTokens;
  private final TokenAnswer tokens;
  private final InstantSource clock;

  TokenEndpoint(
      EntraEmulator entra, Codes codes, RefreshTokens refreshTokens, InstantSource clock) {
    this.codes = codes;
    this.refreshTokens = refreshTokens;
    this.tokens = new TokenAnswer(entra, refreshTokens);
    this.clock = clock;
  }

  /** The answer, where this is a request of a browser. */
  Optional<CannedAnswer> answer(LoopbackRequest http) {
    Map<String, String> form = http.form();
    return switch (form.getOrDefault("grant_type", "")) {
      case "authorization_code" -> Optional.of(answer(ofCode(form)));
      case "refresh_token" -> Optional.of(answer(ofRefreshToken(form)));
      default -> Optional.empty();
    };
  }

  /** A grant, or why there is none. */
  private sealed interface Outcome {
    record Granted(Grant grant) implements Outcome {}

    record Denied(Denial denial) implements Outcome {}
  }

  private CannedAnswer answer(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Granted(Grant grant) -> tokens.answer(grant);
      case Outcome.Denied(Denial denial) -> denial.refusal().answer(clock.instant());
    };
  }

  private Outcome ofCode(Map<String, String> form) {
    Optional<Codes.Code> taken = codes.take(form.getOrDefault("code", ""));
    if (taken.isEmpty()) {
      return new Outcome.Denied(Denial.CODE);
    }
    Codes.Code code = taken.get();
    boolean same =
        code.grant().app().clientId().equals(form.get("client_id"))
            && code.redirect().page().toString().equals(form.get("redirect_uri"));
    if (!same) {
      return new Outcome.Denied(Denial.CODE_OF_OTHER);
    }
    return code.challenge().isMetBy(form.getOrDefault("code_verifier", ""))
        ? narrowed(code.grant(), form)
        : new Outcome.Denied(Denial.VERIFIER);
  }

  /** What was consented to may be of several resources; the request says for which the token is. */
  private static Outcome narrowed(Grant grant, Map<String, String> form) {
    return asked(grant, form)
        .<Outcome>map(asked -> new Outcome.Granted(grant.withScopes(asked)))
        .orElse(new Outcome.Denied(Denial.SCOPE));
  }

  private static Optional<AskedScopes> asked(Grant grant, Map<String, String> form) {
    return form.containsKey("scope")
        ? AskedScopes.parse(form.get("scope"))
        : Optional.of(grant.scopes());
  }

  /**
   * Whether an application that is its own API, and has named it by its URI, names nothing now.
   *
   * @see <a href="https://github.com/AzureAD/microsoft-authentication-library-for-js/issues/5198">
   *     AADSTS90009 at such a request of MSAL's</a>
   */
  private static boolean isForItself(Grant grant, Map<String, String> form) {
    String client = grant.app().clientId();
    return AskedScopes.nameNoResource(form.getOrDefault("scope", ""))
        && grant.scopes().resource().isMeantBy(client)
        && !grant.scopes().audience().equals(client);
  }

  private Outcome ofRefreshToken(Map<String, String> form) {
    Optional<Grant> kept =
        refreshTokens
            .grant(form.getOrDefault("refresh_token", ""))
            .filter(grant -> grant.app().clientId().equals(form.get("client_id")));
    if (kept.isEmpty()) {
      return new Outcome.Denied(Denial.REFRESH_TOKEN);
    }
    if (isForItself(kept.get(), form)) {
      return new Outcome.Denied(Denial.TOKEN_FOR_ITSELF);
    }
    Optional<AskedScopes> scopes = asked(kept.get(), form);
    Optional<String> claims = ClaimsRequest.challenge(form.getOrDefault("claims", ""));
    if (claims.isPresent() && !claims.equals(Optional.of(kept.get().claims()))) {
      return new Outcome.Denied(Denial.INTERACTION_REQUIRED);
    }
    return scopes
        .<Outcome>map(
            asked -> new Outcome.Granted(kept.get().forScopes(asked, kept.get().claims())))
        .orElse(new Outcome.Denied(Denial.SCOPE));
  }
}
