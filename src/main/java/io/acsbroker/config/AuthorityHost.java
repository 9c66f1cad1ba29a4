package io.acsbroker.config;

import java.net.URI;
import java.util.Optional;

/**
 * Reads {@code ENTRA_AUTHORITY_HOST}: the host of Entra, where a proxy or the local cloud is to be
 * asked instead.
 */
final class AuthorityHost {
  private AuthorityHost() {}

  static Optional<URI> read(Settings settings) {
    return settings.value(
        Setting.ENTRA_AUTHORITY_HOST,
        AuthorityHost::parse,
        "must be an https address of a host alone, without path or query; http only for localhost");
  }

  /** Parses scheme, host and port; a single slash behind them is dropped. */
  static Optional<URI> parse(String text) {
    return WebAddress.hostOnly(text).filter(WebAddress::isProtected);
  }
}
