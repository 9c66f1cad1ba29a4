package io.acsbroker.local.entra;

import java.time.Duration;

/**
 * As what an application is registered, which decides what Entra demands of it.
 *
 * @see <a href="https://learn.microsoft.com/entra/identity-platform/reply-url">Redirect addresses
 *     of single-page applications and of public clients</a>
 * @see <a href="https://learn.microsoft.com/entra/identity-platform/refresh-tokens">Lifetimes of
 *     refresh tokens</a>
 */
public enum ApplicationKind {
  /** A page in a browser: it needs PKCE, and redeems what it gets from another origin. */
  SPA("spa", Duration.ofHours(24)),
  /** A program on a device, with public client flows switched on; no page of a browser. */
  PUBLIC_CLIENT("publicClient", Duration.ofDays(90));

  private final String platform;
  private final Duration refreshTokenLifetime;

  ApplicationKind(String platform, Duration refreshTokenLifetime) {
    this.platform = platform;
    this.refreshTokenLifetime = refreshTokenLifetime;
  }

  /** What registrations call it, and directory files too. */
  public String platform() {
    return platform;
  }

  /** How long its refresh tokens can be used. */
  public Duration refreshTokenLifetime() {
    return refreshTokenLifetime;
  }
}
