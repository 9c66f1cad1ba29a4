package io.acsbroker.config;

import java.util.Arrays;
import java.util.Optional;

/** Every setting that the documentation names. */
enum Setting {
  ENTRA_TENANT_IDS,
  ENTRA_CLIENT_IDS,
  ENTRA_CLOUD,
  ENTRA_AUTHORITY_HOST,
  TEAMS_AUDIENCES,
  TEAMS_REQUIRED_SCOPES,
  COMMUNICATION_SERVICES_ENDPOINT,
  COMMUNICATION_SERVICES_CONNECTION_STRING,
  BROKER_CLOCK_SKEW_SECONDS,
  BROKER_DEADLINE_SECONDS,
  BROKER_TOKEN_CACHE_MINUTES,
  BROKER_USER_EXCHANGE_LIMIT,
  BROKER_CONCURRENT_EXCHANGES,
  AZURE_CLIENT_ID,
  BROKER_API_CLIENT_ID(State.PLANNED),
  BROKER_API_SCOPE(State.PLANNED),
  BROKER_CALLER_CLIENT_IDS(State.PLANNED),
  BROKER_ON_BEHALF_OF(State.PLANNED),
  BROKER_SUBJECT_VERIFICATION(State.PLANNED),
  BROKER_ALLOWED_ROLES(State.PLANNED),
  BROKER_ALLOWED_GROUPS(State.PLANNED),
  BROKER_GUESTS(State.PLANNED),
  BROKER_POLICY(State.PLANNED);

  /** Whether this version does what the setting says. */
  enum State {
    BUILT,
    PLANNED
  }

  private final State state;

  Setting() {
    this(State.BUILT);
  }

  Setting(State state) {
    this.state = state;
  }

  boolean isPlanned() {
    return state == State.PLANNED;
  }

  static Optional<Setting> named(String name) {
    return Arrays.stream(values()).filter(setting -> setting.name().equals(name)).findFirst();
  }
}
