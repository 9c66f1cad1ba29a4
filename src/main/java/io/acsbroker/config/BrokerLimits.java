package io.acsbroker.config;

import java.time.Duration;

/**
 * What the broker spends on one request, and on one user.
 *
 * @param deadline when a request must have been answered
 * @param tokenCache how long an issued token is remembered at most; zero where none is
 * @param userExchanges how many exchanges of one user reach ACS in ten minutes
 * @param concurrentExchanges how many calls to ACS there are at the same time by each route, and
 *     for identities
 */
public record BrokerLimits(
    Duration deadline, Duration tokenCache, int userExchanges, int concurrentExchanges) {
  /** The platform itself gives up after 230 seconds. */
  private static final int LONGEST_DEADLINE_SECONDS = 200;

  static BrokerLimits read(Settings settings) {
    return new BrokerLimits(
        Duration.ofSeconds(
            settings.number(Setting.BROKER_DEADLINE_SECONDS, 1, LONGEST_DEADLINE_SECONDS)),
        Duration.ofMinutes(settings.number(Setting.BROKER_TOKEN_CACHE_MINUTES, 0, 15)),
        settings.number(Setting.BROKER_USER_EXCHANGE_LIMIT, 1, 1_000_000),
        settings.number(Setting.BROKER_CONCURRENT_EXCHANGES, 1, 500));
  }
}
