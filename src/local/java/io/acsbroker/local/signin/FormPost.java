package io.acsbroker.local.signin;

import static io.acsbroker.local.signin.LocalPage.escaped;

import io.acsbroker.local.net.CannedAnswer;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * A page whose form the browser submits by itself, or the person where no script runs: what it says
 * stands in no address and in no history.
 *
 * @see <a href="https://openid.net/specs/oauth-v2-form-post-response-mode-1_0.html">OAuth 2.0 Form
 *     Post Response Mode</a>
 */
final class FormPost {
  private FormPost() {}

  static CannedAnswer page(URI action, Map<String, String> values) {
    String nonce = UUID.randomUUID().toString();
    String fields =
        values.entrySet().stream()
            .filter(field -> !field.getValue().isEmpty())
            .map(FormPost::field)
            .collect(Collectors.joining());
    String page =
        """
        <!doctype html>
        <html lang="en">
        <head><meta charset="utf-8"><link rel="icon" href="data:,"><title>Going back to the application</title></head>
        <body>
        <form method="POST" name="hiddenform" action="%s">
        %s<noscript><p>No script runs here.</p><button>Go back to the application</button></noscript>
        </form>
        <script nonce="%s">document.forms[0].submit();</script>
        </body>
        </html>
        """
            .formatted(escaped(action.toString()), fields, nonce);
    return new CannedAnswer(200, headers(nonce), page, Duration.ZERO);
  }

  private static Map<String, String> headers(String nonce) {
    return Map.of(
        "Content-Type", "text/html; charset=utf-8",
        "Cache-Control", "no-store",
        "Referrer-Policy", "strict-origin-when-cross-origin",
        "Content-Security-Policy",
            "default-src 'none'; script-src 'nonce-%s'; img-src data:; base-uri 'none'"
                .formatted(nonce));
  }

  private static String field(Map.Entry<String, String> field) {
    return "<input type=\"hidden\" name=\"%s\" value=\"%s\">\n"
        .formatted(escaped(field.getKey()), escaped(field.getValue()));
  }
}
