package io.acsbroker.config;

import io.acsbroker.token.WebOrigin;
import java.net.URI;
import java.util.Optional;

/** Reads {@code BROKER_PUBLIC_URL}: the origin at which clients reach the broker. */
final class PublicUrl {
  private PublicUrl() {}

  static Optional<URI> read(Settings settings) {
    return settings.value(
        Setting.BROKER_PUBLIC_URL,
        text -> AuthorityHost.parse(text).map(PublicUrl::asClientsWriteIt),
        "must be the https address of the broker's host alone, without path, query or user; http"
            + " only for localhost");
  }

  /** Clients compare it letter for letter. */
  private static URI asClientsWriteIt(URI url) {
    return URI.create(WebOrigin.of(url));
  }
}
