package io.acsbroker.config;

import io.acsbroker.token.AcsResource;
import io.acsbroker.token.ClientId;
import java.util.Arrays;
import java.util.Optional;

/**
 * Whether there are caller tokens, which decides what the other settings may say.
 *
 * @param on whether the settings want them, well or badly
 * @param api the application that they are for, where it could be read
 * @param onBehalfOf whether callers may come without a subject token
 */
record CallerMode(boolean on, Optional<ClientId> api, boolean onBehalfOf) {
  /** What is wrong with a setting that says something about callers where there are none. */
  static final String NEEDS_CALLERS = "needs BROKER_API_CLIENT_ID, which turns caller tokens on";

  /**
   * The application whose subject tokens nobody may send: on behalf of users the broker gets such
   * tokens itself, and by their application they are told from those that are sent.
   */
  Optional<ClientId> reserved() {
    return onBehalfOf ? api : Optional.empty();
  }

  static CallerMode read(Settings settings) {
    Optional<ClientId> api =
        settings.value(
            Setting.BROKER_API_CLIENT_ID,
            text -> RuleValues.client(text).filter(CallerMode::isNotOfAcs),
            "must be the application (client) id (a GUID) of the broker's own API");
    Optional<Boolean> onBehalfOf =
        settings.value(Setting.BROKER_ON_BEHALF_OF, CallerMode::truth, "must be true or false");
    return new CallerMode(
        settings.has(Setting.BROKER_API_CLIENT_ID), api, onBehalfOf.orElse(false));
  }

  /** Tokens for ACS are subject tokens, and never caller tokens. */
  private static boolean isNotOfAcs(ClientId api) {
    return Arrays.stream(AcsResource.values())
        .noneMatch(acs -> acs.audiences().contains(api.value()));
  }

  private static Optional<Boolean> truth(String text) {
    return switch (text) {
      case "true" -> Optional.of(true);
      case "false" -> Optional.of(false);
      default -> Optional.empty();
    };
  }
}
