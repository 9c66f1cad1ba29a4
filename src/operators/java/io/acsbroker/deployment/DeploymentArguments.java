package io.acsbroker.deployment;

import io.acsbroker.operator.CommandArguments;
import io.acsbroker.operator.UnusableInputException;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
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
  private static final Pattern GUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  static DeploymentArguments parse(String... args) {
    CommandArguments given = CommandArguments.parse(args);
    return new DeploymentArguments(
        BrokerAddress.parse(given.given("url").orElse("")),
        matching(
            given,
            "origin",
            BrokerAddress::isOrigin,
            "an origin such as https://app.example, without a path"),
        matching(given, "tenant", GUID.asMatchPredicate(), "the id of an Entra tenant, a GUID"),
        given.given("tokens"));
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
    return broker.getPort() == -1 && !BrokerAddress.LOOPBACK.contains(broker.getHost());
  }
}
