package io.acsbroker.config;

import io.acsbroker.token.AccessRules;
import io.acsbroker.token.EntraCloud;
import io.acsbroker.token.Scope;
import io.acsbroker.token.TokenProfile;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The settings of the broker, complete.
 *
 * @param authorityHost where keys and tokens are fetched, and people consent, without a trailing
 *     slash
 * @param rules who may have a token; what they say of callers means something where there are some
 * @param callers empty where the subject token itself is the bearer token
 * @param clockSkew at most 5 minutes
 */
public record BrokerConfig(
    EntraCloud cloud,
    URI authorityHost,
    AccessRules rules,
    Optional<CallerSettings> callers,
    TokenProfile teamsProfile,
    Set<Scope> teamsRequiredScopes,
    Duration clockSkew,
    BrokerLimits limits,
    CommunicationServices communicationServices) {

  /** Reads and checks all settings. Never throws. */
  public static ConfigReading read(Map<String, String> environment) {
    return new ConfigReader(environment).read();
  }
}
