package io.acsbroker.local.elsewhere;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code BROKER_CALLER_ISSUERS} of a broker that takes callers of the company's own sign-in. */
record CallerIssuersDocument(String issuer) {
  /** With callers who are bound to the user whom their tokens name. */
  String bound() {
    Map<String, Object> entry = entry();
    entry.put("binding", Map.of("tenant", "/ext/tid", "user", "/ext/oid"));
    return document(entry);
  }

  /** With callers who may bring the subject token of anybody whom the broker serves. */
  String unbound() {
    Map<String, Object> entry = entry();
    entry.put("binding", "none");
    entry.put("tenants", List.of("*"));
    return document(entry);
  }

  private static String document(Map<String, Object> entry) {
    return JSONObjectUtils.toJSONString(Map.of("issuers", List.of(entry)));
  }

  private Map<String, Object> entry() {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("name", "sample");
    entry.put("issuer", issuer);
    entry.put("audience", OpenIdProvider.AUDIENCE);
    entry.put("algorithms", List.of("RS256"));
    entry.put("typ", List.of("at+jwt"));
    entry.put("clientClaim", "client_id");
    entry.put("clients", List.of(OpenIdProvider.PAGE_CLIENT, OpenIdProvider.MACHINE_CLIENT));
    entry.put("scopeClaim", "scope");
    entry.put("scopeForm", "text");
    entry.put("requiredScopes", List.of(OpenIdProvider.SCOPE));
    entry.put("routes", List.of("exchange", "identity"));
    return entry;
  }
}
