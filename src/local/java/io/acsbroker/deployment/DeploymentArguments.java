package io.acsbroker.deployment;

import io.acsbroker.operator.CommandArguments;
import io.acsbroker.operator.UnusableInputException;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The arguments of the command, as the build passes them on; an empty one is missing.
 *
 * @param broker scheme, host and port
 * @param origin of a page that may read answers
 * @param tenant that the broker serves
 * @param tokens a file of tokens, or {@code -} for standard input
 */
record DeploymentArguments(
    URI broker, Optional<String> origin, Optional<String> tenant, Optional<String> tokens) {
  private static final int LAST_PORT = 65_535;
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final Pattern ADDRESS =
      Pattern.compile("https?://([a-z0-9.-]+|\\[::1])(:\\d{1,5})?");
  private static final Pattern GUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  static DeploymentArguments parse(String... args) {
    CommandArguments given = CommandArguments.parse(args);
    return new DeploymentArguments(
        broker(given.given("url").orElse("")),
        matching(
            given,
            "origin",
            DeploymentArguments::isOrigin,
            "an origin such as https://app.example, without a path"),
        matching(given, "tenant", GUID.asMatchPredicate(), "the id of an Entra tenant, a GUID"),
        given.given("tokens"));
  }

  private static URI broker(String text) {
    String address = text.toLowerCase(Locale.ROOT).replaceFirst("/$", "");
    if (!isOrigin(address)) {
      throw new UnusableInputException(
          "-Durl must be the broker's address without a path: https://<app>.azurewebsites.net.");
    }
    URI broker = URI.create(address);
    if (broker.getScheme().equals("http") && !LOOPBACK.contains(broker.getHost())) {
      throw new UnusableInputException(
          "-Durl must begin with https: tokens are not sent in the clear.");
    }
    return broker;
  }

  private static boolean isOrigin(String text) {
    if (!ADDRESS.matcher(text).matches()) {
      return false;
    }
    URI address = URI.create(text);
    return address.getHost() != null && address.getPort() <= LAST_PORT;
  }

  private static Optional<String> matching(
      CommandArguments given, String name, Predicate<String> shape, String meaning) {
    Optional<String> value = given.given(name).map(text -> text.toLowerCase(Locale.ROOT));
    if (value.isPresent() && !shape.test(value.get())) {
      throw new UnusableInputException("-D" + name + " must be " + meaning + ".");
    }
    return value;
  }

  boolean encrypted() {
    return broker.getScheme().equals("https");
  }

  /** Whether the platform's front door is where it usually is. */
  boolean hasUsualPort() {
    return broker.getPort() == -1 && !LOOPBACK.contains(broker.getHost());
  }
}
