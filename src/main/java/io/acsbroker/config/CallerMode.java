package io.acsbroker.config;

import io.acsbroker.token.AcsResource;
import io.acsbroker.token.ClientId;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * Whose tokens are caller tokens, which decides what the other settings may say.
 *
 * @param entra whether the settings want Entra's to be, well or badly
 * @param api the application that those are for, where it could be read
 * @param onBehalfOf whether callers may come without a subject token
 * @param elsewhere whether the settings want those of other issuers to be, well or badly
 * @param issuers the names of those other issuers, as far as they could be read
 */
record CallerMode(
    boolean entra,
    Optional<ClientId> api,
    boolean onBehalfOf,
    boolean elsewhere,
    Set<String> issuers) {
  /** What is wrong with a setting about callers of Entra's where there are none. */
  static final String NEEDS_CALLERS =
      "needs BROKER_API_CLIENT_ID, which turns Entra's caller tokens on";

  /** What is wrong with a setting about callers of whatever issuer where there are none. */
  static final String NEEDS_ANY_CALLERS =
      "needs BROKER_API_CLIENT_ID or BROKER_CALLER_ISSUERS, which turn caller tokens on";

  CallerMode {
    issuers = Set.copyOf(issuers);
  }

  /** Whether there are caller tokens at all. */
  boolean on() {
    return entra || elsewhere;
  }

  /** Whether an issuer may have this name: where none could be read, nobody knows. */
  boolean mayBeIssuer(String name) {
    return issuers.isEmpty() || issuers.contains(name);
  }

  /**
   * The application whose subject tokens nobody may send: on behalf of users the broker gets such
   * tokens itself, and by their application they are told from those that are sent.
   */
  Optional<ClientId> reserved() {
    return onBehalfOf ? api : Optional.empty();
  }

  /**
   * @param issuers the names of the issuers other than Entra
   */
  static CallerMode read(Settings settings, Set<String> issuers) {
    Optional<ClientId> api =
        settings.value(
            Setting.BROKER_API_CLIENT_ID,
            text -> RuleValues.client(text).filter(CallerMode::isNotOfAcs),
            "must be the application (client) id (a GUID) of the broker's own API");
    boolean onBehalfOf =
        settings.valueOrDefault(
            Setting.BROKER_ON_BEHALF_OF, CallerMode::truth, "must be true or false");
    return new CallerMode(
        settings.has(Setting.BROKER_API_CLIENT_ID),
        api,
        onBehalfOf,
        settings.has(Setting.BROKER_CALLER_ISSUERS),
        issuers);
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
