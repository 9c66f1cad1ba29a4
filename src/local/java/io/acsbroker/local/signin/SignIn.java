package io.acsbroker.local.signin;

import io.acsbroker.local.entra.Directory;
import io.acsbroker.local.entra.EntraEmulator;
import io.acsbroker.local.entra.EntraRefusal;
import io.acsbroker.local.entra.RefreshTokens;
import io.acsbroker.local.entra.SampleUser;
import io.acsbroker.local.entra.Tenants;
import io.acsbroker.local.net.CannedAnswer;
import io.acsbroker.local.net.LoopbackRequest;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The paths at which browsers sign in and out, beside those of {@link EntraEmulator}. */
public final class SignIn {
  private static final Pattern PATHS =
      Pattern.compile("/([^/]+)/oauth2/v2\\.0/(authorize|devicecode|logout|token)");

  private static final Pattern CONSENT = Pattern.compile("/([^/]+)/adminconsent");

  private static final Pattern DEVICES = Pattern.compile("/[^/]+/oauth2/deviceauth");

  private final Directory directory;
  private final InstantSource clock;
  private final AdminConsent consent;
  private final DeviceCodeEndpoint deviceCode;
  private final DevicePage devicePage;
  private final AuthorizeEndpoint authorize;
  private final TokenEndpoint token;
  private final Sessions sessions;
  private final RefreshTokens refreshTokens;
  private final Codes codes;
  private final DeviceCodes deviceCodes;

  /**
   * Signs people in with the tokens of this Entra.
   *
   * @param acs what becomes of these tokens, which people are told before they choose
   */
  public SignIn(EntraEmulator entra, AcsDecision acs, InstantSource clock) {
    this.clock = clock;
    directory = entra.directory();
    sessions = new Sessions(clock);
    consent = new AdminConsent(directory, entra.onBehalfOf());
    codes = new Codes(clock);
    deviceCodes = new DeviceCodes(clock);
    refreshTokens = entra.onBehalfOf().refreshTokens();
    authorize = new AuthorizeEndpoint(entra, acs, codes, sessions);
    deviceCode = new DeviceCodeEndpoint(directory, deviceCodes, entra.authority(), clock);
    devicePage = new DevicePage(entra, acs, deviceCodes, sessions);
    token = new TokenEndpoint(entra, codes, deviceCodes, clock);
  }

  /** Signs this person out everywhere, as a guest too, refresh tokens included. */
  public void revoke(SampleUser user) {
    SampleUser person = directory.atHome(user);
    sessions.end(signedIn -> directory.atHome(signedIn).equals(person));
    refreshTokens.revoke(user);
  }

  /** Forgets who is signed in, and what was given out. */
  public void reset() {
    sessions.clear();
    refreshTokens.clear();
    codes.clear();
    deviceCodes.clear();
  }

  /** The answer to a request of a browser that signs in or out; empty for every other. */
  public Optional<CannedAnswer> answer(LoopbackRequest http) {
    return switch (http.path()) {
      case LocalPage.STYLE_PATH -> Optional.of(LocalPage.style());
      default -> endpoint(http);
    };
  }

  private Optional<CannedAnswer> endpoint(LoopbackRequest http) {
    Matcher consenting = CONSENT.matcher(http.path());
    if (consenting.matches()) {
      return Optional.of(consent.answer(consenting.group(1), http.query()));
    }
    if (DEVICES.matcher(http.path()).matches()) {
      return Optional.of(devicePage.answer(http));
    }
    Matcher path = PATHS.matcher(http.path());
    if (!path.matches()) {
      return Optional.empty();
    }
    Optional<EntraRefusal> noTenant = new Tenants(directory).refusal(path.group(1));
    boolean posted = http.method().equals("POST");
    if (noTenant.isPresent()) {
      return Optional.of(
          posted ? noTenant.get().answer(clock.instant()) : LocalPage.sorry(noTenant.get()));
    }
    return switch (path.group(2)) {
      case "devicecode" ->
          posted ? Optional.of(deviceCode.answer(path.group(1), http)) : Optional.empty();
      case "token" -> posted ? token.answer(path.group(1), http) : Optional.empty();
      case "logout" -> Optional.of(signedOut(http));
      default -> posted ? Optional.empty() : Optional.of(authorize.answer(path.group(1), http));
    };
  }

  private CannedAnswer signedOut(LoopbackRequest http) {
    CannedAnswer answer =
        RedirectAddress.parse(http.query().getOrDefault("post_logout_redirect_uri", ""))
            .map(page -> page.with(state(http), true))
            .orElseGet(() -> LocalPage.of(200, "You are signed out", ""));
    Map<String, String> headers = new HashMap<>(answer.headers());
    headers.put("Set-Cookie", sessions.end(http));
    return new CannedAnswer(answer.status(), headers, answer.body(), answer.delay());
  }

  private static Map<String, String> state(LoopbackRequest http) {
    return Map.of("state", http.query().getOrDefault("state", ""));
  }
}
