package io.acsbroker.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Documents of issuers other than Entra, member by member, each value as JSON with {@code '} for
 * {@code "}.
 */
final class SampleIssuers {
  static final String ISSUER = "https://login.acme.example/";

  private SampleIssuers() {}

  /** An entry with the least that is needed. */
  static Map<String, String> least() {
    return members(
        "name", "'acme'",
        "issuer", "'" + ISSUER + "'",
        "audience", "'https://calls.acme.example'",
        "algorithms", "['RS256']",
        "typ", "['at+jwt']",
        "clientClaim", "'azp'",
        "clients", "['their-spa']",
        "requiredScopes", "[]",
        "binding", "{'tenant':'/ext/tid','user':'/ext/oid'}",
        "routes", "['exchange']");
  }

  /** An entry with all that can be said of tokens that are bound to a user. */
  static Map<String, String> most() {
    Map<String, String> most = least();
    most.putAll(
        members(
            "algorithms", "['RS256','PS256','ES256']",
            "typ", "['JWT','at+jwt','none']",
            "keys", "{'address':'https://keys.acme.example/jwks?v=2'}",
            "maxLifetimeMinutes", "60",
            "subjectClaim", "'uid'",
            "scopeClaim", "'scp'",
            "scopeForm", "'array'",
            "requiredScopes", "['calls','phone']",
            "rolesClaim", "'/realm_access/roles'",
            "roles", "['caller']",
            "groupsClaim", "'https://app.example/groups'",
            "groups", "['calls']",
            "requiredClaims", "{'token_use':'access','level':2,'/ext/ok':true}",
            "machine", "{'claim':'gty','values':['client-credentials']}",
            "routes", "['exchange','identity']"));
    return most;
  }

  /** An entry whose callers are bound to nobody. */
  static Map<String, String> unbound(String tenants) {
    return with(with(least(), "binding", "'none'"), "tenants", tenants);
  }

  static Map<String, String> with(Map<String, String> entry, String member, String value) {
    Map<String, String> changed = new LinkedHashMap<>(entry);
    changed.put(member, value);
    return changed;
  }

  static Map<String, String> without(Map<String, String> entry, String member) {
    Map<String, String> changed = new LinkedHashMap<>(entry);
    changed.remove(member);
    return changed;
  }

  static String document(Map<String, String> entry) {
    return document(Stream.of(entry));
  }

  static String document(Map<String, String> entry, Map<String, String> another) {
    return document(Stream.of(entry, another));
  }

  static String document(Stream<Map<String, String>> entries) {
    return entries
        .map(SampleIssuers::object)
        .collect(Collectors.joining(",", "{'issuers':[", "]}"))
        .replace('\'', '"');
  }

  /** The broker does not start with this entry alone, for this one reason. */
  static void isRefused(Map<String, String> entry, String problem) {
    SampleSettings.flat()
        .with("BROKER_CALLER_ISSUERS", document(entry))
        .areRefusedFor("BROKER_CALLER_ISSUERS: issuers[0]" + problem);
  }

  private static String object(Map<String, String> members) {
    return members.entrySet().stream()
        .map(member -> "'" + member.getKey() + "':" + member.getValue())
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static Map<String, String> members(String... namesAndValues) {
    Map<String, String> members = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      members.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return members;
  }
}
