package io.acsbroker.local.signin;

import io.acsbroker.local.entra.Application;
import io.acsbroker.local.entra.Directory;
import io.acsbroker.local.entra.EntraRefusal;
import io.acsbroker.local.entra.ScopesReading;
import io.acsbroker.local.net.CannedAnswer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * An application's request for a code, of which application and address are known to be good.
 *
 * @param directory whose people are asked
 * @param tenant as the path has it: one tenant, {@code organizations} or {@code common}
 * @see <a href="https://learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow">The
 *     authorization code flow</a>
 */
record AuthorizationRequest(
    Directory directory,
    String tenant,
    Application app,
    RedirectAddress redirect,
    Map<String, String> parameters) {
  AuthorizationRequest {
    parameters = Map.copyOf(parameters);
  }

  /** A parameter, empty where it is not there. */
  String parameter(String name) {
    return parameters.getOrDefault(name, "");
  }

  boolean wantsPrompt(String prompt) {
    return parameter("prompt").equals(prompt);
  }

  CodeChallenge challenge() {
    return new CodeChallenge(parameter("code_challenge"), parameter("code_challenge_method"));
  }

  /** How long ago the person may have proved who they are; empty where that cannot be read. */
  Optional<MaxAge> maxAge() {
    return MaxAge.parse(parameter("max_age"));
  }

  /** What the person is asked for; a refusal where the application did anything wrong. */
  ScopesReading scopes() {
    return denial()
        .<ScopesReading>map(denial -> new ScopesReading.Refused(denial.refusal()))
        .orElseGet(() -> ScopesReading.forConsent(directory, parameter("scope")));
  }

  private Optional<Denial> denial() {
    Optional<Denial> type = Denial.ofResponseType(parameter("response_type"));
    if (type.isPresent()) {
      return type;
    }
    Optional<Denial> pkce = challenge().denial(app.kind());
    if (pkce.isPresent()) {
      return pkce;
    }
    if (ResponseMode.named(parameter("response_mode")).isEmpty()) {
      return Optional.of(Denial.RESPONSE_MODE);
    }
    return maxAge().isEmpty() ? Optional.of(Denial.MAX_AGE) : Optional.empty();
  }

  CannedAnswer denied(EntraRefusal refusal) {
    return answer(
        Map.of(
            "error", refusal.error(),
            "error_description", refusal.description(),
            "error_subcode", refusal.suberror()));
  }

  CannedAnswer granted(String code) {
    return answer(Map.of("code", code, "session_state", "local"));
  }

  private CannedAnswer answer(Map<String, String> values) {
    Map<String, String> answer = new LinkedHashMap<>(values);
    answer.put("state", parameter("state"));
    return ResponseMode.named(parameter("response_mode"))
        .orElse(ResponseMode.QUERY)
        .send(redirect, answer);
  }
}
