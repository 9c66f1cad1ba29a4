package io.acsbroker.config;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/** Reads {@code BROKER_PUBLIC_URL}: the origin at which clients reach the broker. */
final class PublicUrl {
  private static final int HTTPS = 443;
  private static final int HTTP = 80;

  private PublicUrl() {}

  static Optional<URI> read(Settings settings) {
    return settings.value(
        Setting.BROKER_PUBLIC_URL,
        text -> AuthorityHost.parse(text).map(PublicUrl::asClientsWriteIt),
        "must be the https address of the broker's host alone, without path, query or user; http"
            + " only for localhost");
  }

  /**
   * An origin as browsers serialize it, since clients compare it letter for letter: in lower case,
   * and without the port that its scheme has anyway.
   *
   * @see <a href="https://www.rfc-editor.org/rfc/rfc6454#section-6.2">RFC 6454, section 6.2</a>
   */
  private static URI asClientsWriteIt(URI url) {
    String host = url.getHost().toLowerCase(Locale.ROOT);
    int usual = "https".equals(url.getScheme()) ? HTTPS : HTTP;
    boolean plain = url.getPort() == -1 || url.getPort() == usual;
    return URI.create(url.getScheme() + "://" + host + (plain ? "" : ":" + url.getPort()));
  }
}
