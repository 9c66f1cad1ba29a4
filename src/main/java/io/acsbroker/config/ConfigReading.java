package io.acsbroker.config;

import java.util.List;

/** What came of reading the settings. Warnings do not keep the broker from serving. */
public sealed interface ConfigReading {
  List<ConfigProblem> warnings();

  /** For what the broker must not serve; empty where it may. */
  List<ConfigProblem> problems();

  record Configured(BrokerConfig config, List<ConfigProblem> warnings) implements ConfigReading {
    @Override
    public List<ConfigProblem> problems() {
      return List.of();
    }
  }

  /** At least one setting is missing, unreadable or contradictory: the broker must not serve. */
  record Misconfigured(List<ConfigProblem> problems, List<ConfigProblem> warnings)
      implements ConfigReading {}
}
