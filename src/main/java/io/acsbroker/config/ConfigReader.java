package io.acsbroker.config;

import io.acsbroker.config.ConfigReading.Configured;
import io.acsbroker.config.ConfigReading.Misconfigured;
import io.acsbroker.token.AccessRules;
import io.acsbroker.token.AcsApiVersion;
import io.acsbroker.token.AcsScope;
import io.acsbroker.token.CallerIssuer;
import io.acsbroker.token.EntraCloud;
import io.acsbroker.token.ExchangeRoute;
import io.acsbroker.token.ResourceCredential;
import io.acsbroker.token.SubjectRequirements;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads every setting before it says what is wrong with any. */
final class ConfigReader {
  private static final int MAX_SKEW_SECONDS = 300;

  private final Map<String, String> environment;
  private final Settings settings;

  ConfigReader(Map<String, String> environment) {
    this.environment = environment;
    this.settings = new Settings(environment);
  }

  ConfigReading read() {
    EntraCloud cloud = cloud();
    URI authorityHost = AuthorityHost.read(settings).orElse(cloud.authorityHost());
    Optional<CallerIssuersReader> issuers =
        settings.has(Setting.BROKER_CALLER_ISSUERS)
            ? Optional.of(CallerIssuersReader.of(settings))
            : Optional.empty();
    CallerMode mode =
        CallerMode.read(settings, issuers.isPresent() ? issuers.get().names() : Set.of());
    AccessRules rules = rules(mode);
    OwnIdentity identity = OwnIdentity.read(settings);
    refuseUnprotectedAuthority(mode, authorityHost);
    Map<ExchangeRoute, SubjectRequirements> subjects =
        SubjectRequirementsReader.read(settings, cloud, mode);
    List<CallerIssuer> others =
        issuers.isPresent()
            ? issuers
                .get()
                .read(
                    new IssuerConflicts(
                        authorityHost, rules.tenants(), subjects.values(), mode.api()))
            : List.of();
    Optional<CallerSettings> callers =
        CallerSettingsReader.read(settings, mode, rules, identity, others);
    Duration skew = skew();
    BrokerLimits limits = BrokerLimits.read(settings);
    Optional<URI> publicUrl = PublicUrl.read(settings);
    Optional<ResourceCredential> resource = ResourceCredentialReader.read(settings, identity);
    AcsApiVersion apiVersion = ApiVersionReader.read(settings, scopes(callers));
    if (resource.isEmpty() || !settings.problems().isEmpty()) {
      return new Misconfigured(settings.problems(), warnings());
    }
    return new Configured(
        new BrokerConfig(
            cloud,
            authorityHost,
            rules,
            callers,
            subjects,
            skew,
            limits,
            resource.get(),
            apiVersion,
            publicUrl),
        warnings());
  }

  private static Set<AcsScope> scopes(Optional<CallerSettings> callers) {
    if (callers.isEmpty()) {
      return Set.of();
    }
    Optional<IdentitySettings> identities = callers.get().identities();
    return identities.isPresent() ? identities.get().scopes() : Set.of();
  }

  /** What is asked for on behalf of users is a token, and is asked for with one. */
  private void refuseUnprotectedAuthority(CallerMode mode, URI authorityHost) {
    if (mode.onBehalfOf() && !"https".equals(authorityHost.getScheme())) {
      settings.problem(Setting.ENTRA_AUTHORITY_HOST, "must be https with BROKER_ON_BEHALF_OF");
    }
  }

  private List<ConfigProblem> warnings() {
    List<ConfigProblem> warnings = new ArrayList<>(settings.warnings());
    warnings.addAll(UnknownSettings.warnings(environment.keySet()));
    return List.copyOf(warnings);
  }

  private EntraCloud cloud() {
    return settings.valueOrDefault(
        Setting.ENTRA_CLOUD, EntraCloud::named, "must be public, usgov or china");
  }

  private AccessRules rules(CallerMode mode) {
    return settings.has(Setting.BROKER_POLICY)
        ? PolicyRules.read(settings, mode)
        : FlatRules.read(settings, mode);
  }

  private Duration skew() {
    return Duration.ofSeconds(
        settings.number(Setting.BROKER_CLOCK_SKEW_SECONDS, 0, MAX_SKEW_SECONDS));
  }
}
