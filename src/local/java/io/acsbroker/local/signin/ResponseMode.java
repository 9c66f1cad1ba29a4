package io.acsbroker.local.signin;

import io.acsbroker.local.net.CannedAnswer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How the answer to a request for a code gets back to the application.
 *
 * @see <a
 *     href="https://openid.net/specs/oauth-v2-multiple-response-types-1_0.html#ResponseModes">Response
 *     modes</a>
 */
enum ResponseMode {
  QUERY,
  FRAGMENT,
  FORM_POST;

  /** The one that a request asks for; empty where it does not exist. */
  static Optional<ResponseMode> named(String name) {
    // Entra takes the query where nothing is said, for a code
    return name.isEmpty()
        ? Optional.of(QUERY)
        : Arrays.stream(values())
            .filter(it -> it.name().toLowerCase(Locale.ROOT).equals(name))
            .findFirst();
  }

  CannedAnswer send(RedirectAddress address, Map<String, String> values) {
    return switch (this) {
      case QUERY -> address.with(values, true);
      case FRAGMENT -> address.with(values, false);
      case FORM_POST -> FormPost.page(address.page(), values);
    };
  }
}
