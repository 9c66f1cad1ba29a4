package io.acsbroker.local.signin;

import io.acsbroker.local.net.CannedAnswer;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where an application takes its answers: any page of this machine counts as registered, and
 * nothing else does.
 *
 * @param page without a query or a fragment
 */
public record RedirectAddress(URI page) {
  private static final Set<String> SCHEMES = Set.of("http", "https");
  private static final Set<String> HOSTS = Set.of("localhost", "127.0.0.1", "[::1]");

  /** The address of a page of this machine; empty for every other. */
  public static Optional<RedirectAddress> parse(String text) {
    try {
      URI page = new URI(text);
      boolean here =
          page.getHost() != null
              // What is not ASCII has no place in a header
              && page.toString().equals(page.toASCIIString())
              && SCHEMES.contains(page.getScheme())
              && HOSTS.contains(page.getHost())
              && page.getRawUserInfo() == null
              && page.getRawQuery() == null
              && page.getRawFragment() == null;
      return here ? Optional.of(new RedirectAddress(page)) : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  /** Sends the browser there with these parameters, in the query or, as MSAL asks, behind a #. */
  public CannedAnswer with(Map<String, String> parameters, boolean inQuery) {
    String encoded =
        parameters.entrySet().stream()
            .filter(parameter -> !parameter.getValue().isEmpty())
            .map(parameter -> parameter.getKey() + "=" + encode(parameter.getValue()))
            .collect(Collectors.joining("&"));
    return to(page + (inQuery ? "?" : "#") + encoded);
  }

  /** Sends the browser somewhere. */
  static CannedAnswer to(String address) {
    return new CannedAnswer(
        302, Map.of("Location", address, "Cache-Control", "no-store"), "", Duration.ZERO);
  }

  private static String encode(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
