package io.acsbroker.deployment;

import io.acsbroker.operator.UnusableInputException;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Addresses as people type them; of one that cannot be used nothing is repeated but the host. */
final class BrokerAddress {
  static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final String RULE = "-Durl must be the broker's address";
  private static final int LAST_PORT = 65_535;
  private static final String HOST = "([a-z0-9.-]+|\\[::1])";
  private static final Pattern ORIGIN = Pattern.compile("https?://" + HOST + "(:\\d{1,5})?");
  private static final Pattern WITH_MORE =
      Pattern.compile("(https?://" + HOST + "(:\\d{1,5})?)[/?#].*");
  private static final Pattern WITHOUT_SCHEME = Pattern.compile("[a-z0-9-]+(\\.[a-z0-9-]+)+");

  private BrokerAddress() {}

  /**
   * Scheme, host and port.
   *
   * @throws UnusableInputException for everything else, with the address that may have been meant
   */
  static URI parse(String text) {
    String address = text.toLowerCase(Locale.ROOT).replaceFirst("/+$", "");
    if (!isOrigin(address)) {
      throw new UnusableInputException(RULE + meant(address));
    }
    URI broker = URI.create(address);
    if (broker.getScheme().equals("http") && !LOOPBACK.contains(broker.getHost())) {
      throw new UnusableInputException(
          "-Durl must begin with https: tokens are not sent in the clear.");
    }
    PlatformDomain.misspelled(broker.getHost())
        .ifPresent(
            right -> {
              throw new UnusableInputException(
                  RULE + ", and " + broker.getHost() + " is none of Azure's: is it " + right + "?");
            });
    return broker;
  }

  static boolean isOrigin(String text) {
    if (!ORIGIN.matcher(text).matches()) {
      return false;
    }
    URI address = URI.create(text);
    return address.getHost() != null && address.getPort() <= LAST_PORT;
  }

  private static String meant(String address) {
    Matcher more = WITH_MORE.matcher(address);
    if (more.matches() && isOrigin(more.group(1))) {
      return " without a path, a query or anything behind it: -Durl=" + more.group(1);
    }
    if (WITHOUT_SCHEME.matcher(address).matches()) {
      return " with its scheme: -Durl=https://" + address;
    }
    return ", scheme and host, as azd env get-value SERVICE_BROKER_ENDPOINT_URL prints it:"
        + " https://<app>.azurewebsites.net";
  }
}
