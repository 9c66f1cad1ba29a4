package io.acsbroker.local.signin;

import io.acsbroker.local.entra.ApplicationKind;
import io.acsbroker.local.entra.BlockedUsers;
import io.acsbroker.local.entra.Directory;
import io.acsbroker.local.entra.EntraEmulator;
import io.acsbroker.local.entra.EntraRefusal;
import io.acsbroker.local.entra.RefreshTokens;
import io.acsbroker.local.entra.ScopesReading;
import io.acsbroker.local.net.CannedAnswer;
import io.acsbroker.local.net.LoopbackRequest;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/** Turns codes, device codes and refresh tokens into tokens of users. */
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

  TokenEndpoint(EntraEmulator entra, Codes codes, DeviceCodes deviceCodes, InstantSource clock) {
    this.directory = entra.directory();
    this.codes = codes;
    this.deviceCodes = deviceCodes;
    this.refreshTokens = entra.onBehalfOf().refreshTokens();
    this.tokens = new TokenAnswer(entra, refreshTokens);
    this.blocked = entra.onBehalfOf().blocked();
    this.clock = clock;
  }

  /** The answer, where this is a request for a user. */
  Optional<CannedAnswer> answer(String tenant, LoopbackRequest http) {
    Map<String, String> form = http.form();
    Optional<String> repeated = http.repeatedParameter();
    if (repeated.isPresent()) {
      return Optional.of(EntraRefusal.repeated(repeated.get()).answer(clock.instant()));
    }
    return switch (form.getOrDefault("grant_type", "")) {
      case "authorization_code" -> Optional.of(answer(ofCode(tenant, form), http));
      case DEVICE_CODE, DEVICE_CODE_OF_OLD -> Optional.of(answer(ofDeviceCode(form), http));
      case PasswordGrant.GRANT_TYPE ->
          Optional.of(PasswordGrant.refusal(directory, tenant, form).answer(clock.instant()));
      case RefreshTokenGrant.GRANT_TYPE ->
          directory
              .application(form.getOrDefault("client_id", ""))
              .map(app -> new RefreshTokenGrant(directory, tenant, form).decide(refreshTokens))
              .map(decision -> answer(decision, http));
      default -> Optional.empty();
    };
  }

  private CannedAnswer answer(GrantDecision outcome, LoopbackRequest http) {
    return switch (outcome) {
      case GrantDecision.Granted(Grant grant) ->
          denial(grant, http)
              .map(denial -> denial.refusal().answer(clock.instant()))
              .orElseGet(() -> tokens.answer(grant));
      case GrantDecision.Denied(EntraRefusal refusal) -> refusal.answer(clock.instant());
    };
  }

  private Optional<Denial> denial(Grant grant, LoopbackRequest http) {
    return blocked.contains(grant.user()) || blocked.contains(directory.atHome(grant.user()))
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

  private GrantDecision ofCode(String tenant, Map<String, String> form) {
    return switch (codes.take(form.getOrDefault("code", ""))) {
      case Codes.Taken.Good(Codes.Code code) -> ofCode(code, tenant, form);
      case Codes.Taken.Bad(Denial denial) -> new GrantDecision.Denied(denial);
    };
  }

  private GrantDecision ofCode(Codes.Code code, String tenant, Map<String, String> form) {
    boolean same =
        code.grant().app().clientId().equals(form.get("client_id"))
            && code.redirect().page().toString().equals(form.get("redirect_uri"));
    if (!same) {
      return new GrantDecision.Denied(Denial.CODE_OF_OTHER);
    }
    if (!People.of(directory, tenant).contains(code.grant().user())) {
      return new GrantDecision.Denied(Denial.CODE_OF_OTHER_TENANT);
    }
    return code.challenge().isMetBy(form.getOrDefault("code_verifier", ""))
        ? narrowed(code.grant(), form.getOrDefault("scope", ""))
        : new GrantDecision.Denied(Denial.VERIFIER);
  }

  private GrantDecision ofDeviceCode(Map<String, String> form) {
    String secret = form.getOrDefault("device_code", "");
    if (secret.isEmpty()) {
      return new GrantDecision.Denied(EntraRefusal.missing("device_code"));
    }
    return switch (deviceCodes.poll(secret, form.getOrDefault("client_id", ""))) {
      case DeviceCode.Polled.Granted(Grant grant) when grant.scopes().resources().size() > 1 ->
          new GrantDecision.Denied(ScopesReading.severalResources());
      case DeviceCode.Polled.Granted(Grant grant) ->
          narrowed(grant, form.getOrDefault("scope", ""));
      case DeviceCode.Polled.Denied(Denial denial) -> new GrantDecision.Denied(denial);
    };
  }

  /** What was consented to may be of several resources; the request says for which the token is. */
  private GrantDecision narrowed(Grant grant, String asked) {
    if (!asked.isBlank()) {
      return GrantDecision.of(grant, ScopesReading.ofOneResource(directory, asked), directory);
    }
    return grant.scopes().resources().size() > 1
        ? new GrantDecision.Denied(Denial.SCOPE_EMPTY)
        : new GrantDecision.Granted(grant);
  }
}
