package io.acsbroker.local.signin;

import io.acsbroker.local.entra.Application;
import io.acsbroker.local.entra.AskedScopes;
import io.acsbroker.local.entra.ClaimsRequest;
import io.acsbroker.local.entra.Directory;
import io.acsbroker.local.entra.EntraRefusal;
import io.acsbroker.local.entra.ScopesReading;
import io.acsbroker.local.net.CannedAnswer;
import io.acsbroker.local.net.LoopbackRequest;
import java.net.URI;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Gives out device codes.
 *
 * @param authority where people enter theirs: without TLS, of whose certificate a browser would
 *     warn
 * @see <a href="https://learn.microsoft.com/entra/identity-platform/v2-oauth2-device-code">The
 *     device authorization grant</a>
 */
record DeviceCodeEndpoint(
    Directory directory, DeviceCodes codes, URI authority, InstantSource clock) {
  /** Where Entra has it, behind the short address that it tells people. */
  static final String PAGE = "/common/oauth2/deviceauth";

  private static final int SECONDS_BETWEEN_POLLS = 5;

  CannedAnswer answer(String tenant, LoopbackRequest http) {
    Map<String, String> form = http.form();
    Optional<String> repeated = http.repeatedParameter();
    if (repeated.isPresent()) {
      return EntraRefusal.repeated(repeated.get()).answer(clock.instant());
    }
    for (String name : new String[] {"client_id", "scope"}) {
      if (form.getOrDefault(name, "").isEmpty()) {
        return EntraRefusal.missing(name).answer(clock.instant());
      }
    }
    Optional<Application> app = directory.application(form.getOrDefault("client_id", ""));
    if (app.isEmpty()) {
      return Denial.APPLICATION.refusal().answer(clock.instant());
    }
    String claims = ClaimsRequest.challenge(form.getOrDefault("claims", "")).orElse("");
    return switch (ScopesReading.of(directory, form.getOrDefault("scope", ""))) {
      case ScopesReading.Read(AskedScopes scopes) ->
          given(codes.give(tenant, app.get(), scopes, claims), authority + PAGE);
      case ScopesReading.Refused(EntraRefusal refusal) -> refusal.answer(clock.instant());
    };
  }

  private static CannedAnswer given(DeviceCode code, String page) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("user_code", code.userCode());
    body.put("device_code", code.secret());
    body.put("verification_uri", page);
    body.put("expires_in", DeviceCodes.LIFETIME.toSeconds());
    body.put("interval", SECONDS_BETWEEN_POLLS);
    body.put(
        "message",
        "To sign in, open the page %s in a browser and enter the code %s."
            .formatted(page, code.userCode()));
    return CannedAnswer.json(200, body);
  }
}
