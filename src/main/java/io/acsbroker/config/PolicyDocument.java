package io.acsbroker.config;

import io.acsbroker.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The rules that stand in the policy document. */
final class PolicyDocument {
  private static final String RULES = "rules";

  private PolicyDocument() {}

  /** The rules, each in its place, and empty where it is no JSON object; none after a problem. */
  static List<Optional<JsonObject>> rules(Settings settings) {
    return SettingDocument.read(settings, Setting.BROKER_POLICY)
        .flatMap(document -> rules(settings, document))
        .orElse(List.of());
  }

  private static Optional<List<Optional<JsonObject>>> rules(
      Settings settings, JsonObject document) {
    if (!Set.of(RULES).containsAll(document.names())) {
      settings.problem(Setting.BROKER_POLICY, "must have no member but rules");
      return Optional.empty();
    }
    Optional<List<Optional<JsonObject>>> rules =
        document.objectsInPlace(RULES).filter(places -> !places.isEmpty());
    if (rules.isEmpty()) {
      settings.problem(Setting.BROKER_POLICY, "rules must be an array of at least one rule");
    }
    return rules;
  }
}
