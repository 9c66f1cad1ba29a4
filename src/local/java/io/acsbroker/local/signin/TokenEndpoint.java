package io.acsbroker.local.signin;

import io.acsbroker.local.entra.ApplicationKind;
import io.acsbroker.local.entra.BlockedUsers;
import io.acsbroker.local.entra.ClaimsRequest;
import io.acsbroker.local.entra.Directory;
import io.acsbroker.local.entra.EntraEmulator;
import io.acsbroker.local.entra.EntraRefusal;
import io.acsbroker.local.net.CannedAnswer;
import io.acsbroker.local.net.LoopbackRequest;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/** Turns codes and refresh tokens into tokens of users. */
final class TokenEndpoint {
  private static final String DEVICE_CODE = "urn:ietf:params:oauth:grant-type:device_code";

  /** What Entra called it before it had a name, and msal4j still does. */
  private static final String DEVICE_CODE_OF_OLD = "device_code";

  private final Directory directory;
  private final Codes codes;
  private final DeviceCodes deviceCodes;
  private final RefreshTokens refreshTokens;
  private final TokenAnswer tokens;
  private final BlockedUsers blocked;
  private final InstantSource clock;

  TokenEndpoint(
      EntraEmulator entra,
      Codes codes,
      DeviceCodes deviceCodes,
      RefreshTokens refreshTokens,
      InstantSource clock) {
    this.directory = entra.directory();
    this.codes = codes;
    this.deviceCodes = deviceCodes;
    this.refreshTokens = refreshTokens;
    this.tokens = new TokenAnswer(entra, refreshTokens);
    this.blocked = entra.onBehalfOf().blocked();
    this.clock = clock;
  }

  /** The answer, where this is a request for a user. */
  Optional<CannedAnswer> answer(String tenant, LoopbackRequest http) {
    Map<String, String> form = http.form();
    return switch (form.getOrDefault("grant_type", "")) {
      case "authorization_code" -> Optional.of(answer(ofCode(form), http));
      case DEVICE_CODE, DEVICE_CODE_OF_OLD -> Optional.of(answer(ofDeviceCode(form), http));
      case PasswordGrant.GRANT_TYPE ->
          Optional.of(PasswordGrant.refusal(directory, tenant, form).answer(clock.instant()));
      case "refresh_token" -> Optional.of(answer(ofRefreshToken(form), http));
      default -> Optional.empty();
    };
  }

  /** A grant, or why there is none. */
  private sealed interface Outcome {
    record Granted(Grant grant) implements Outcome {}

    record Denied(EntraRefusal refusal) implements Outcome {
      Denied(Denial denial) {
        this(denial.refusal());
      }
    }
  }

  private CannedAnswer answer(Outcome outcome, LoopbackRequest http) {
    return switch (outcome) {
      case Outcome.Granted(Grant grant) ->
          denial(grant, http)
              .map(denial -> denial.refusal().answer(clock.instant()))
              .orElseGet(() -> tokens.answer(grant));
      case Outcome.Denied(EntraRefusal refusal) -> refusal.answer(clock.instant());
    };
  }

  private Optional<Denial> denial(Grant grant, LoopbackRequest http) {
    return blocked.contains(grant.user())
        ? Optional.of(Denial.USER_DISABLED)
        : wrongOrigin(grant.app().kind(), http);
  }

  /** Browsers name the page's origin and programs name none. */
  private static Optional<Denial> wrongOrigin(ApplicationKind kind, LoopbackRequest http) {
    boolean named = http.header("origin").isPresent();
    return switch (kind) {
      case SPA -> named ? Optional.empty() : Optional.of(Denial.SAME_ORIGIN);
      case PUBLIC_CLIENT -> named ? Optional.of(Denial.CROSS_ORIGIN) : Optional.empty();
    };
  }

  private Outcome ofCode(Map<String, String> form) {
    return switch (codes.take(form.getOrDefault("code", ""))) {
      case Codes.Taken.Good(Codes.Code code) -> ofCode(code, form);
      case Codes.Taken.Bad(Denial denial) -> new Outcome.Denied(denial);
    };
  }

  private Outcome ofCode(Codes.Code code, Map<String, String> form) {
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

  private Outcome ofDeviceCode(Map<String, String> form) {
    String secret = form.getOrDefault("device_code", "");
    if (secret.isEmpty()) {
      return new Outcome.Denied(EntraRefusal.missing("device_code"));
    }
    return switch (deviceCodes.poll(secret, form.getOrDefault("client_id", ""))) {
      case DeviceCode.Polled.Granted(Grant grant) -> new Outcome.Granted(grant);
      case DeviceCode.Polled.Denied(Denial denial) -> new Outcome.Denied(denial);
    };
  }

  /** What was consented to may be of several resources; the request says for which the token is. */
  private Outcome narrowed(Grant grant, Map<String, String> form) {
    return asked(grant, form)
        .<Outcome>map(asked -> new Outcome.Granted(grant.withScopes(asked)))
        .orElse(new Outcome.Denied(Denial.SCOPE));
  }

  private Optional<AskedScopes> asked(Grant grant, Map<String, String> form) {
    return form.containsKey("scope")
        ? AskedScopes.parse(directory, form.get("scope"))
        : Optional.of(grant.scopes());
  }

  /**
   * Whether an application that is its own API, and has named it by its URI, names nothing now.
   *
   * @see <a href="https://github.com/AzureAD/microsoft-authentication-library-for-js/issues/5198">
   *     AADSTS90009 at such a request of MSAL's</a>
   */
  private boolean isForItself(Grant grant, Map<String, String> form) {
    String client = grant.app().clientId();
    return AskedScopes.nameNoResource(directory, form.getOrDefault("scope", ""))
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
