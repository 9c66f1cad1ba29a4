package io.acsbroker.token;

import java.net.URI;
import java.util.Locale;

/**
 * The origin of an absolute http or https address with a host: scheme, host and port.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6454#section-6.2">RFC 6454, section 6.2</a>
 */
public final class WebOrigin {
  private static final int HTTPS = 443;
  private static final int HTTP = 80;

  private WebOrigin() {}

  /** As browsers serialize it: in lower case, and without the port that its scheme has anyway. */
  public static String of(URI address) {
    String scheme = address.getScheme().toLowerCase(Locale.ROOT);
    String host = address.getHost().toLowerCase(Locale.ROOT);
    int port = port(address);
    return scheme + "://" + host + (port == usualPort(scheme) ? "" : ":" + port);
  }

  /** The port of an address; its scheme's own where none is written. */
  public static int port(URI address) {
    return address.getPort() < 0
        ? usualPort(address.getScheme().toLowerCase(Locale.ROOT))
        : address.getPort();
  }

  private static int usualPort(String scheme) {
    return scheme.equals("https") ? HTTPS : HTTP;
  }
}
