package io.acsbroker.local.elsewhere;

import io.acsbroker.local.entra.Sha256;
import java.time.Instant;
import java.util.Map;

/**
 * What the company's own sign-in keeps of an authorization code: for whom it is, and for which
 * request.
 *
 * @param request the parameters of the request that it answers
 * @param until when it is worth nothing any more
 */
record AuthorizationCode(Account account, Map<String, String> request, Instant until) {
  AuthorizationCode {
    request = Map.copyOf(request);
  }

  String parameter(String name) {
    return request.getOrDefault(name, "");
  }

  /** Whether who comes with it is who asked for it. */
  boolean isOf(Map<String, String> form) {
    return same(form, "client_id")
        && same(form, "redirect_uri")
        && Sha256.of(form.getOrDefault("code_verifier", "")).equals(parameter("code_challenge"));
  }

  private boolean same(Map<String, String> form, String name) {
    return form.getOrDefault(name, "").equals(parameter(name));
  }
}
