package io.acsbroker.local.elsewhere;

import io.acsbroker.local.net.CannedAnswer;
import java.util.Map;

/**
 * An error of the company's own sign-in, in the form that OAuth has for it.
 *
 * @param code of those that are registered
 * @param sentence what was wrong, for developers
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-5.2">RFC 6749, error responses</a>
 */
record OAuthError(String code, String sentence) {
  static OAuthError request(String sentence) {
    return new OAuthError("invalid_request", sentence);
  }

  static OAuthError grant(String sentence) {
    return new OAuthError("invalid_grant", sentence);
  }

  /** As the token endpoint has it. */
  CannedAnswer answer() {
    CannedAnswer answer = CannedAnswer.json(code.equals("invalid_client") ? 401 : 400, members());
    return code.equals("invalid_client")
        ? answer.with("WWW-Authenticate", "Basic realm=\"elsewhere\"")
        : answer;
  }

  Map<String, String> members() {
    return Map.of("error", code, "error_description", sentence);
  }
}
