package io.acsbroker.config;

import io.acsbroker.config.ConfigReading.Configured;
import io.acsbroker.config.ConfigReading.Misconfigured;
import io.acsbroker.token.AllowedTenants;
import io.acsbroker.token.ClientId;
import io.acsbroker.token.EntraCloud;
import io.acsbroker.token.Scope;
import io.acsbroker.token.TenantId;
import io.acsbroker.token.TokenProfile;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads every setting before it says what is wrong with any. */
final class ConfigReader {
  private static final int DEFAULT_SKEW_SECONDS = 60;
  private static final int MAX_SKEW_SECONDS = 300;
  private static final Set<Scope> DEFAULT_SCOPES =
      Set.of(new Scope("Teams.ManageCalls"), new Scope("Teams.ManageChats"));

  private final Map<String, String> environment;
  private final Settings settings;

  ConfigReader(Map<String, String> environment) {
    this.environment = environment;
    this.settings = new Settings(environment);
  }

  ConfigReading read() {
    refusePlanned();
    EntraCloud cloud = cloud();
    URI authorityHost = AuthorityHost.read(settings).orElse(cloud.authorityHost());
    AllowedTenants tenants = tenants();
    Set<ClientId> clients = clients();
    TokenProfile profile = profile(cloud);
    Set<Scope> scopes = scopes();
    Duration skew = skew();
    BrokerLimits limits = BrokerLimits.read(settings);
    Optional<CommunicationServices> resource = CommunicationServicesReader.read(settings);
    List<ConfigProblem> warnings = UnknownSettings.warnings(environment.keySet());
    if (resource.isEmpty() || !settings.problems().isEmpty()) {
      return new Misconfigured(settings.problems(), warnings);
    }
    return new Configured(
        new BrokerConfig(
            cloud, authorityHost, tenants, clients, profile, scopes, skew, limits, resource.get()),
        warnings);
  }

  /** Nobody may believe in a protection that is not there. */
  private void refusePlanned() {
    for (Setting setting : Setting.values()) {
      if (setting.isPlanned() && settings.has(setting)) {
        settings.problem(setting, "not supported by this version; remove it");
      }
    }
  }

  private EntraCloud cloud() {
    return settings
        .value(Setting.ENTRA_CLOUD, EntraCloud::named, "must be public, usgov or china")
        .orElse(EntraCloud.PUBLIC);
  }

  private AllowedTenants tenants() {
    if (settings.text(Setting.ENTRA_TENANT_IDS).equals(Optional.of("*"))) {
      return new AllowedTenants.AnyOrganisation();
    }
    return new AllowedTenants.Listed(
        settings.requiredList(
            Setting.ENTRA_TENANT_IDS,
            Settings.anyCase(
                id ->
                    TenantId.parse(id).filter(tenant -> !tenant.equals(AllowedTenants.CONSUMERS))),
            "must be tenant ids (GUIDs, not domain names) of organisations, separated by commas, or"
                + " * alone for any organisation"));
  }

  private Set<ClientId> clients() {
    return settings.requiredList(
        Setting.ENTRA_CLIENT_IDS,
        Settings.anyCase(ClientId::parse),
        "must be application (client) ids (GUIDs), separated by commas");
  }

  private TokenProfile profile(EntraCloud cloud) {
    Set<String> audiences =
        settings.list(
            Setting.TEAMS_AUDIENCES,
            text -> Optional.of(text).filter(audience -> !audience.isEmpty()),
            "must be audiences, separated by commas, none of them empty");
    return audiences.isEmpty() ? TokenProfile.teams(cloud) : TokenProfile.ofAudiences(audiences);
  }

  private Set<Scope> scopes() {
    Set<Scope> scopes =
        settings.list(
            Setting.TEAMS_REQUIRED_SCOPES,
            Scope::parse,
            "must be the names of scopes, separated by commas");
    return scopes.isEmpty() ? DEFAULT_SCOPES : scopes;
  }

  private Duration skew() {
    return Duration.ofSeconds(
        settings.number(
            Setting.BROKER_CLOCK_SKEW_SECONDS, 0, MAX_SKEW_SECONDS, DEFAULT_SKEW_SECONDS));
  }
}
