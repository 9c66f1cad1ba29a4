package io.acsbroker.config;

import io.acsbroker.token.AccessRules;
import io.acsbroker.token.AcsApiVersion;
import io.acsbroker.token.CallerIssuer;
import io.acsbroker.token.EntraCloud;
import io.acsbroker.token.ExchangeRoute;
import io.acsbroker.token.ResourceCredential;
import io.acsbroker.token.SubjectRequirements;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The settings of the broker, complete.
 *
 * @param authorityHost where keys and tokens are fetched, and people consent, without a trailing
 *     slash
 * @param rules who may have a token; what they say of callers means something where there are some
 * @param callers empty where the subject token itself is the bearer token
 * @param subjects what the subject tokens of each route have to be
 * @param clockSkew at most 5 minutes
 * @param apiVersion by which ACS is asked, except for exchanges in preview
 * @param publicUrl the origin at which clients reach the broker, as they write it; empty where it
 *     does not say so
 */
public record BrokerConfig(
    EntraCloud cloud,
    URI authorityHost,
    AccessRules rules,
    Optional<CallerSettings> callers,
    Map<ExchangeRoute, SubjectRequirements> subjects,
    Duration clockSkew,
    BrokerLimits limits,
    ResourceCredential resource,
    AcsApiVersion apiVersion,
    Optional<URI> publicUrl) {

  public BrokerConfig {
    subjects = Map.copyOf(subjects);
  }

  /** What the subject tokens of a route have to be. */
  public SubjectRequirements subject(ExchangeRoute route) {
    return Objects.requireNonNull(subjects.get(route));
  }

  /** How callers prove who they are with tokens of Entra's; empty where those are none. */
  public Optional<EntraCallers> entraCallers() {
    return callers.isPresent() ? callers.get().entra() : Optional.empty();
  }

  /** The issuers of caller tokens other than Entra; empty where there are none. */
  public List<CallerIssuer> callerIssuers() {
    return callers.isPresent() ? callers.get().issuers() : List.of();
  }

  /** Whether Entra is asked on this machine, as with the local cloud. */
  public boolean isLocalAuthority() {
    return WebAddress.isLoopback(authorityHost);
  }

  /** Reads and checks all settings. Never throws. */
  public static ConfigReading read(Map<String, String> environment) {
    return new ConfigReader(environment).read();
  }
}
