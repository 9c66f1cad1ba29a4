package io.acsbroker.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BrokerLimitsTest {
  private static BrokerLimits limits(Settings settings) {
    BrokerLimits limits = BrokerLimits.read(settings);
    assertEquals(List.of(), settings.problems());
    return limits;
  }

  @Test
  void hasDefaults() {
    assertEquals(
        new BrokerLimits(Duration.ofSeconds(10), Duration.ofMinutes(15), 12, 16),
        limits(new Settings(Map.of())));
  }

  @ParameterizedTest
  @CsvSource({"1, 0, 1, 1", "200, 15, 1000000, 500"})
  void takesTheWholeRangeOfEach(int deadline, int memory, int perUser, int calls) {
    Map<String, String> environment = new HashMap<>();
    environment.put("BROKER_DEADLINE_SECONDS", String.valueOf(deadline));
    environment.put("BROKER_TOKEN_CACHE_MINUTES", String.valueOf(memory));
    environment.put("BROKER_USER_EXCHANGE_LIMIT", String.valueOf(perUser));
    environment.put("BROKER_CONCURRENT_EXCHANGES", String.valueOf(calls));
    assertEquals(
        new BrokerLimits(Duration.ofSeconds(deadline), Duration.ofMinutes(memory), perUser, calls),
        limits(new Settings(environment)));
  }

  @ParameterizedTest
  @CsvSource({
    "BROKER_DEADLINE_SECONDS, 0",
    "BROKER_DEADLINE_SECONDS, 201",
    "BROKER_DEADLINE_SECONDS, 1.5",
    "BROKER_TOKEN_CACHE_MINUTES, -1",
    "BROKER_TOKEN_CACHE_MINUTES, 16",
    "BROKER_USER_EXCHANGE_LIMIT, 0",
    "BROKER_USER_EXCHANGE_LIMIT, 1000001",
    "BROKER_USER_EXCHANGE_LIMIT, many",
    "BROKER_CONCURRENT_EXCHANGES, 0",
    "BROKER_CONCURRENT_EXCHANGES, 501",
    "BROKER_CONCURRENT_EXCHANGES, 9999999999"
  })
  void findsWhatIsBeyondIt(String name, String value) {
    Settings settings = new Settings(Map.of(name, value));
    BrokerLimits.read(settings);
    assertEquals(List.of(name), settings.problems().stream().map(ConfigProblem::setting).toList());
  }
}
