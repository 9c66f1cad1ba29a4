package io.acsbroker.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.Set;

/**
 * Reads {@code ENTRA_AUTHORITY_HOST}: the host of Entra, where a proxy or the local cloud is to be
 * asked instead.
 */
final class AuthorityHost {
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  private static final int LAST_PORT = 65_535;

  private AuthorityHost() {}

  static Optional<URI> read(Settings settings) {
    return settings.value(
        Setting.ENTRA_AUTHORITY_HOST,
        AuthorityHost::parse,
        "must be an https address of a host alone, without path or query; http only for localhost");
  }

  /** Parses scheme, host and port; a single slash behind them is dropped. */
  static Optional<URI> parse(String text) {
    Optional<URI> host = hostOnly(text);
    return host.isPresent() && isProtected(host.get()) ? host : Optional.empty();
  }

  private static boolean isProtected(URI uri) {
    return "https".equals(uri.getScheme()) || ("http".equals(uri.getScheme()) && isLoopback(uri));
  }

  static boolean isLoopback(URI uri) {
    return LOOPBACK.contains(uri.getHost());
  }

  /** An absolute address of a host, with a port or without, and with nothing else. */
  static Optional<URI> hostOnly(String text) {
    try {
      URI uri = new URI(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
      boolean bare =
          uri.getHost() != null
              && uri.getPort() != 0
              && uri.getPort() <= LAST_PORT
              && !uri.getRawAuthority().endsWith(":")
              && uri.getUserInfo() == null
              && uri.getRawPath().isEmpty()
              && uri.getRawQuery() == null
              && uri.getRawFragment() == null;
      return bare ? Optional.of(uri) : Optional.empty();
    } catch (URISyntaxException notAnAddress) {
      return Optional.empty();
    }
  }
}
