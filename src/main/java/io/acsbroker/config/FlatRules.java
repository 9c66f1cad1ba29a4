package io.acsbroker.config;

import io.acsbroker.token.AccessRule;
import io.acsbroker.token.AccessRules;
import io.acsbroker.token.AllowedTenants;
import io.acsbroker.token.AppRole;
import io.acsbroker.token.ClientId;
import io.acsbroker.token.Guests;
import io.acsbroker.token.ObjectId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Reads the one rule for all tenants, of which each part is a setting of its own. */
final class FlatRules {
  /** The settings that this rule is made of, and that a policy document stands in for. */
  static final List<Setting> SETTINGS =
      List.of(
          Setting.ENTRA_TENANT_IDS,
          Setting.ENTRA_CLIENT_IDS,
          Setting.BROKER_CALLER_CLIENT_IDS,
          Setting.BROKER_ALLOWED_ROLES,
          Setting.BROKER_ALLOWED_GROUPS,
          Setting.BROKER_GUESTS);

  private static final String SEPARATED = ", separated by commas";

  private final Settings settings;
  private final CallerMode mode;

  private FlatRules(Settings settings, CallerMode mode) {
    this.settings = settings;
    this.mode = mode;
  }

  static AccessRules read(Settings settings, CallerMode mode) {
    return new FlatRules(settings, mode).read();
  }

  private AccessRules read() {
    AllowedTenants tenants = tenants();
    Set<ClientId> clients = clients();
    warnOfClosedExchanges();
    return new AccessRules.ForAll(
        tenants,
        new AccessRule(clients, callerClients(clients), roles(), groups(), Set.of(), guests()));
  }

  private AllowedTenants tenants() {
    if (settings.text(Setting.ENTRA_TENANT_IDS).equals(Optional.of("*"))) {
      return new AllowedTenants.AnyOrganisation();
    }
    return new AllowedTenants.Listed(
        settings.requiredList(
            Setting.ENTRA_TENANT_IDS,
            RuleValues::organisation,
            "must be tenant ids (GUIDs, not domain names) of organisations, separated by commas, or"
                + " * alone for any organisation"));
  }

  private Set<ClientId> clients() {
    if (mode.onBehalfOf() && !settings.has(Setting.ENTRA_CLIENT_IDS)) {
      return Set.of();
    }
    Set<ClientId> clients =
        settings.requiredList(
            Setting.ENTRA_CLIENT_IDS, RuleValues::client, RuleValues.CLIENTS + SEPARATED);
    Optional<ClientId> reserved = mode.reserved();
    if (reserved.isPresent() && clients.contains(reserved.get())) {
      settings.problem(Setting.ENTRA_CLIENT_IDS, RuleValues.NOT_THE_API);
    }
    return clients;
  }

  private Set<ClientId> callerClients(Set<ClientId> clients) {
    if (mode.onBehalfOf()
        && !settings.has(Setting.ENTRA_CLIENT_IDS)
        && !settings.has(Setting.BROKER_CALLER_CLIENT_IDS)) {
      settings.problem(
          Setting.BROKER_CALLER_CLIENT_IDS,
          "missing, and there are no ENTRA_CLIENT_IDS to take instead; "
              + (RuleValues.CLIENTS + SEPARATED));
    }
    if (!settings.has(Setting.BROKER_CALLER_CLIENT_IDS)) {
      return mode.entra() ? clients : Set.of();
    }
    Set<ClientId> named =
        ofCallers(Setting.BROKER_CALLER_CLIENT_IDS, RuleValues::client, RuleValues.CLIENTS);
    return mode.entra() && named.isEmpty() ? clients : named;
  }

  /** Roles and groups are Entra's, and no claim of another issuer meets them. */
  private void warnOfClosedExchanges() {
    for (Setting setting : List.of(Setting.BROKER_ALLOWED_ROLES, Setting.BROKER_ALLOWED_GROUPS)) {
      if (mode.entra() && mode.elsewhere() && settings.has(setting)) {
        settings.warning(
            setting,
            "closes all tenants to callers of BROKER_CALLER_ISSUERS; only a rule of BROKER_POLICY"
                + " with callerIssuers can let them in beside it");
      }
    }
  }

  private Set<AppRole> roles() {
    return settings.has(Setting.BROKER_ALLOWED_ROLES)
        ? ofCallers(Setting.BROKER_ALLOWED_ROLES, AppRole::parse, RuleValues.ROLES)
        : Set.of();
  }

  private Set<ObjectId> groups() {
    return settings.has(Setting.BROKER_ALLOWED_GROUPS)
        ? ofCallers(Setting.BROKER_ALLOWED_GROUPS, RuleValues::group, RuleValues.GROUPS)
        : Set.of();
  }

  private Guests guests() {
    return settings.choice(Setting.BROKER_GUESTS, Guests.values(), RuleValues.GUESTS);
  }

  private <T> Set<T> ofCallers(
      Setting setting, Function<String, Optional<T>> parser, String sentence) {
    if (!mode.entra()) {
      settings.problem(setting, CallerMode.NEEDS_CALLERS);
      return Set.of();
    }
    return settings.list(setting, parser, sentence + SEPARATED);
  }
}
