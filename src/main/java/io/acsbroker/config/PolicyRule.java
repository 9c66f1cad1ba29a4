package io.acsbroker.config;

import io.acsbroker.json.JsonObject;
import io.acsbroker.token.AccessRule;
import io.acsbroker.token.AppRole;
import io.acsbroker.token.ClientId;
import io.acsbroker.token.Guests;
import io.acsbroker.token.TenantId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Reads one rule of the policy document, and warns of all that is broken in it. */
final class PolicyRule {
  private static final Set<String> MEMBERS =
      Set.of(
          "tenant",
          "name",
          "clients",
          "callerClients",
          "roles",
          "groups",
          "callerIssuers",
          "guests");

  /** An empty list is no way to say "all": a list that lost its last element would say it too. */
  private static final String AT_LEAST_ONE = ", at least one";

  private final Settings settings;
  private final CallerMode mode;
  private final String place;
  private final JsonObject rule;
  private final Optional<TenantId> tenant;
  private boolean broken;

  PolicyRule(Settings settings, CallerMode mode, String place, JsonObject rule) {
    this.settings = settings;
    this.mode = mode;
    this.place = place;
    this.rule = rule;
    this.tenant = rule.string("tenant").flatMap(RuleValues::organisation);
  }

  /** The tenant of the rule, even where the rule is broken; empty where it names none. */
  Optional<TenantId> tenant() {
    return tenant;
  }

  /** The rule; empty where it is broken. */
  Optional<AccessRule> read() {
    if (tenant.isEmpty()) {
      broken(".tenant", "must be the tenant id (a GUID) of an organisation");
    }
    if (!MEMBERS.containsAll(rule.names())) {
      broken(
          "",
          "must have no member but tenant, name, clients, callerClients, roles, groups,"
              + " callerIssuers, guests");
    }
    if (rule.has("name") && rule.string("name").isEmpty()) {
      broken(".name", "must be text");
    }
    Set<ClientId> clients = clients();
    AccessRule read =
        new AccessRule(
            clients,
            callerClients(clients),
            ofCallers("roles", AppRole::parse, RuleValues.ROLES),
            ofCallers("groups", RuleValues::group, RuleValues.GROUPS),
            callerIssuers(),
            guests());
    return broken ? Optional.empty() : Optional.of(read);
  }

  private Set<ClientId> clients() {
    Set<ClientId> clients =
        doesWithoutClients() ? Set.of() : list("clients", RuleValues::client, RuleValues.CLIENTS);
    if (mode.reserved().filter(clients::contains).isPresent()) {
      broken(".clients", RuleValues.NOT_THE_API);
    }
    return clients;
  }

  /** The clients; none is needed where the broker fetches subject tokens itself. */
  private boolean doesWithoutClients() {
    return mode.onBehalfOf()
        && (!rule.has("clients") || rule.stringsAlone("clients").filter(List::isEmpty).isPresent());
  }

  private Set<ClientId> callerClients(Set<ClientId> clients) {
    if (!mode.entra()) {
      if (rule.has("callerClients")) {
        broken(".callerClients", CallerMode.NEEDS_CALLERS);
      }
      return Set.of();
    }
    return rule.has("callerClients") || doesWithoutClients()
        ? list("callerClients", RuleValues::client, RuleValues.CLIENTS)
        : clients;
  }

  private <T> Set<T> ofCallers(
      String member, Function<String, Optional<T>> parser, String sentence) {
    if (!rule.has(member)) {
      return Set.of();
    }
    if (!mode.entra()) {
      settings.problem(
          Setting.BROKER_POLICY, place + "." + member + " " + CallerMode.NEEDS_CALLERS);
      return Set.of();
    }
    return list(member, parser, sentence);
  }

  private Set<String> callerIssuers() {
    if (!rule.has("callerIssuers")) {
      return Set.of();
    }
    if (!mode.elsewhere()) {
      broken(".callerIssuers", "needs BROKER_CALLER_ISSUERS, which has them");
      return Set.of();
    }
    return list(
        "callerIssuers",
        name -> Optional.of(name).filter(mode::mayBeIssuer),
        "must be names of issuers of BROKER_CALLER_ISSUERS");
  }

  private Guests guests() {
    Optional<Guests> guests =
        rule.string("guests").flatMap(text -> Settings.constant(Guests.values(), text));
    if (rule.has("guests") && guests.isEmpty()) {
      broken(".guests", RuleValues.GUESTS);
    }
    return guests.orElse(Guests.ACS);
  }

  /** The elements of a list that must be there, and must not be empty. */
  private <T> Set<T> list(String member, Function<String, Optional<T>> parser, String sentence) {
    List<String> texts = rule.stringsAlone(member).orElse(List.of());
    List<T> elements = texts.stream().map(parser).flatMap(Optional::stream).toList();
    if (texts.isEmpty() || elements.size() < texts.size()) {
      broken("." + member, sentence + AT_LEAST_ONE);
      return Set.of();
    }
    return Set.copyOf(elements);
  }

  private void broken(String member, String sentence) {
    broken = true;
    String consequence = tenant.isPresent() ? "; its tenant is refused" : "; it serves nobody";
    settings.warning(Setting.BROKER_POLICY, place + member + " " + sentence + consequence);
  }
}
