package io.acsbroker.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.Set;

/** Addresses as settings may write them: of https, and of http on this machine alone. */
final class WebAddress {
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  private static final int LAST_PORT = 65_535;

  private WebAddress() {}

  /** An absolute address of https, or of http on this machine, without user or fragment. */
  static Optional<URI> parse(String text) {
    return absolute(text).filter(WebAddress::isProtected);
  }

  /** An absolute address of a host, with a port or without, and with nothing else. */
  static Optional<URI> hostOnly(String text) {
    return absolute(text.endsWith("/") ? text.substring(0, text.length() - 1) : text)
        .filter(uri -> uri.getRawPath().isEmpty() && uri.getRawQuery() == null);
  }

  private static Optional<URI> absolute(String text) {
    try {
      URI uri = new URI(text);
      boolean usable =
          uri.getHost() != null
              && uri.toASCIIString().equals(text)
              && uri.getPort() != 0
              && uri.getPort() <= LAST_PORT
              && !uri.getRawAuthority().endsWith(":")
              && uri.getUserInfo() == null
              && uri.getRawFragment() == null;
      return usable ? Optional.of(uri) : Optional.empty();
    } catch (URISyntaxException notAnAddress) {
      return Optional.empty();
    }
  }

  static boolean isProtected(URI uri) {
    return "https".equals(uri.getScheme()) || ("http".equals(uri.getScheme()) && isLoopback(uri));
  }

  static boolean isLoopback(URI uri) {
    return LOOPBACK.contains(uri.getHost());
  }
}
