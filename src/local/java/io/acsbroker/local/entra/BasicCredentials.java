package io.acsbroker.local.entra;

import io.acsbroker.local.net.LoopbackRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * An application's id and secret in the header {@code Authorization}, which Entra takes in place of
 * those in the form.
 *
 * @see <a href="https://learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow">The
 *     code flow: {@code client_secret}</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-2.3.1">RFC 6749, client
 *     passwords</a>
 */
public final class BasicCredentials {
  private static final String SCHEME = "Basic ";

  private BasicCredentials() {}

  /** The same request with them in its form; as it is where it has none that can be read. */
  public static LoopbackRequest inForm(LoopbackRequest request) {
    return request
        .header("authorization")
        .filter(value -> value.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
        .flatMap(value -> decoded(value.substring(SCHEME.length()).strip()))
        .map(pair -> pair.split(":", 2))
        .filter(parts -> parts.length == 2)
        .map(
            parts -> {
              Map<String, String> form = new LinkedHashMap<>(request.form());
              form.putIfAbsent("client_id", unescaped(parts[0]));
              form.putIfAbsent("client_secret", unescaped(parts[1]));
              return request.at(request.path(), form);
            })
        .orElse(request);
  }

  private static Optional<String> decoded(String base64) {
    try {
      return Optional.of(new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }

  /** What RFC 6749 escapes; a client that did not is taken at its word. */
  private static String unescaped(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notEscaped) {
      return text;
    }
  }
}
