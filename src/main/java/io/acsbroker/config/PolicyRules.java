package io.acsbroker.config;

import io.acsbroker.json.JsonObject;
import io.acsbroker.token.AccessRule;
import io.acsbroker.token.AccessRules;
import io.acsbroker.token.TenantId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A rule for each tenant, out of the policy document. A rule that is broken costs its own tenant,
 * with a warning that says where it is broken; a document without a whole rule is a problem.
 */
final class PolicyRules {
  private final Settings settings;
  private final CallerMode mode;
  private final Map<TenantId, Optional<AccessRule>> rules = new HashMap<>();

  /** The place of the rule that named a tenant first. */
  private final Map<TenantId, Integer> places = new HashMap<>();

  private PolicyRules(Settings settings, CallerMode mode) {
    this.settings = settings;
    this.mode = mode;
  }

  static AccessRules read(Settings settings, CallerMode mode) {
    refuseFlatSettings(settings);
    List<Optional<JsonObject>> rules = PolicyDocument.rules(settings);
    return new PolicyRules(settings, mode).read(rules);
  }

  private static void refuseFlatSettings(Settings settings) {
    FlatRules.SETTINGS.stream()
        .filter(settings::has)
        .forEach(flat -> settings.problem(flat, "contradicts BROKER_POLICY; remove one of them"));
  }

  private AccessRules read(List<Optional<JsonObject>> written) {
    for (int i = 0; i < written.size(); i++) {
      add(i, written.get(i));
    }
    if (!written.isEmpty() && rules.values().stream().allMatch(Optional::isEmpty)) {
      settings.problem(Setting.BROKER_POLICY, "allows nothing: every one of its rules is broken");
    }
    return new AccessRules.ForEach(rules);
  }

  private void add(int index, Optional<JsonObject> written) {
    if (written.isEmpty()) {
      settings.warning(
          Setting.BROKER_POLICY, "rules[" + index + "] must be an object; it serves nobody");
      return;
    }
    PolicyRule reading = new PolicyRule(settings, mode, "rules[" + index + "]", written.get());
    Optional<AccessRule> rule = reading.read();
    reading.tenant().ifPresent(tenant -> put(index, tenant, rule));
  }

  private void put(int index, TenantId tenant, Optional<AccessRule> rule) {
    Integer first = places.putIfAbsent(tenant, index);
    if (first == null) {
      rules.put(tenant, rule);
      return;
    }
    // Which of two rules was meant is anybody's guess
    rules.put(tenant, Optional.empty());
    settings.warning(
        Setting.BROKER_POLICY,
        "rules[" + index + "].tenant stands in rules[" + first + "] too; its tenant is refused");
  }
}
