package io.acsbroker.local.signin;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * How long ago a person may have proved who they are, as an application wants it.
 *
 * @param seconds empty where it does not care
 * @see <a href="https://openid.net/specs/openid-connect-core-1_0.html#AuthRequest">OpenID Connect
 *     Core, {@code max_age}: 0 is like {@code prompt=login}</a>
 */
record MaxAge(OptionalLong seconds) {
  static final MaxAge ANY = new MaxAge(OptionalLong.empty());

  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,18}");

  /** Reads the parameter, which may be empty; nothing where it is no whole number of seconds. */
  static Optional<MaxAge> parse(String parameter) {
    if (parameter.isEmpty()) {
      return Optional.of(ANY);
    }
    return SECONDS.matcher(parameter).matches()
        ? Optional.of(new MaxAge(OptionalLong.of(Long.parseLong(parameter))))
        : Optional.empty();
  }

  /** Whether who proved it then need not do so again. */
  boolean allows(Instant since, Instant now) {
    if (seconds.isEmpty()) {
      return true;
    }
    Duration longest = Duration.ofSeconds(seconds.getAsLong());
    return longest.isPositive() && Duration.between(since, now).compareTo(longest) <= 0;
  }
}
