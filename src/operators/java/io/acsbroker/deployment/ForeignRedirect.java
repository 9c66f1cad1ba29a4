package io.acsbroker.deployment;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** A redirect, of whose address scheme and host are said, and never the query. */
record ForeignRedirect(BrokerAnswer answer) {
  private static final Pattern HOST = Pattern.compile("[a-z0-9.-]{1,253}");
  private static final List<String> SIGN_IN =
      List.of("/.auth/login", "/oauth2/", "//login.", "/authorize?");

  Diagnosis diagnosis(String remedyOfSignIn) {
    String location = answer.header("Location").toLowerCase(Locale.ROOT);
    Optional<String> origin = origin(location);
    if (SIGN_IN.stream().anyMatch(location::contains)) {
      return new Diagnosis(
          "HTTP "
              + answer.status()
              + ", a redirect to a sign-in at "
              + origin.orElse("the same host")
              + ".",
          remedyOfSignIn);
    }
    return new Diagnosis(
        "HTTP "
            + answer.status()
            + ", a redirect "
            + origin.map(to -> "to " + to).orElse("that names no address")
            + ".",
        "Give "
            + (origin.isPresent() ? "that address" : "the address that a browser ends at")
            + " as -Durl, if it is the broker's: no redirect is followed, since tokens would go"
            + " with it.");
  }

  private static Optional<String> origin(String location) {
    try {
      URI to = URI.create(location);
      boolean isWeb = "https".equals(to.getScheme()) || "http".equals(to.getScheme());
      return isWeb && to.getHost() != null && HOST.matcher(to.getHost()).matches()
          ? Optional.of(to.getScheme() + "://" + to.getHost())
          : Optional.empty();
    } catch (IllegalArgumentException unreadable) {
      return Optional.empty();
    }
  }
}
