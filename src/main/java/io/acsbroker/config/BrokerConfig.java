package io.acsbroker.config;

import io.acsbroker.token.AllowedTenants;
import io.acsbroker.token.ClientId;
import io.acsbroker.token.EntraCloud;
import io.acsbroker.token.Scope;
import io.acsbroker.token.TokenProfile;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * The settings of the broker, complete.
 *
 * @param authorityHost where keys are fetched, without a trailing slash
 * @param clockSkew at most 5 minutes
 */
public record BrokerConfig(
    EntraCloud cloud,
    URI authorityHost,
    AllowedTenants tenants,
    Set<ClientId> clients,
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
