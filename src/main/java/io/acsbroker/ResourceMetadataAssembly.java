package io.acsbroker;

import io.acsbroker.config.BrokerConfig;
import io.acsbroker.config.CallerSettings;
import io.acsbroker.config.EntraCallers;
import io.acsbroker.http.IdentityEndpoint;
import io.acsbroker.http.ResourceMetadata;
import io.acsbroker.http.ResourceMetadata.Access;
import io.acsbroker.token.ExchangeRoute;
import io.acsbroker.token.TenantId;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes what clients can learn of the routes, as the settings have them. */
record ResourceMetadataAssembly(BrokerConfig config) {
  static ResourceMetadata of(BrokerConfig config, URI publicUrl) {
    ResourceMetadataAssembly assembly = new ResourceMetadataAssembly(config);
    return new ResourceMetadata(publicUrl, assembly.authorizationServer(), assembly.routes());
  }

  /**
   * Of several tenants none is named: whom the broker serves is nobody's to read. A proxy for keys
   * is not where people sign in, but the local cloud is.
   */
  private String authorizationServer() {
    Optional<Set<TenantId>> tenants = config.rules().tenants().named();
    String tenant =
        tenants.isPresent() && tenants.get().size() == 1
            ? tenants.get().iterator().next().value()
            : "organizations";
    URI host = config.isLocalAuthority() ? config.authorityHost() : config.cloud().authorityHost();
    return host + "/" + tenant + "/v2.0";
  }

  private Map<String, Access> routes() {
    Map<String, Access> routes = new HashMap<>();
    for (ExchangeRoute route : ExchangeRoute.values()) {
      routes.put(route.path(), access(route));
    }
    Optional<CallerSettings> callers = config.callers();
    if (callers.isPresent() && callers.get().identities().isPresent()) {
      for (String path : IdentityEndpoint.PATHS) {
        routes.put(path, Access.caller(scopes(callers.get()), List.of()));
      }
    }
    return routes;
  }

  private Access access(ExchangeRoute route) {
    List<String> scopes =
        config.subject(route).scopeNames(config.cloud()).stream().sorted().toList();
    if (config.callers().isEmpty()) {
      return Access.direct(scopes);
    }
    CallerSettings callers = config.callers().get();
    return callers.entra().flatMap(EntraCallers::onBehalfOf).isPresent()
        ? Access.onBehalfOf(scopes(callers))
        : Access.caller(scopes(callers), scopes);
  }

  /**
   * What caller tokens of Entra's are asked for; those of other issuers are the app's own matter.
   */
  private static List<String> scopes(CallerSettings callers) {
    return callers.entra().map(entra -> entra.scope().ofApi(entra.api())).stream().toList();
  }
}
