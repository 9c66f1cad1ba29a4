package io.acsbroker.local.entra;

import io.acsbroker.local.net.CannedAnswer;
import io.acsbroker.local.net.LoopbackRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Says whether an authority is one of Entra's and by which names it is known. The emulator knows
 * itself alone, by the name that it is asked by: Entra's other names are of machines elsewhere.
 *
 * @see <a href="https://learn.microsoft.com/entra/msal/dotnet/advanced/instance-metadata">Instance
 *     discovery, and its refusal AADSTS50049</a>
 * @see <a href="https://learn.microsoft.com/entra/identity-platform/reference-error-codes">Error
 *     codes: AADSTS50050</a>
 */
record InstanceDiscovery(InstantSource clock) {
  private static final Pattern PATH = Pattern.compile("/[^/]+/discovery/instance");

  /** The first version names where the authority's configuration is, and nothing else. */
  private static final String FIRST_VERSION = "1.0";

  private static final String SECOND_VERSION = "1.1";

  static boolean isAskedBy(String path) {
    return PATH.matcher(path).matches();
  }

  CannedAnswer answer(LoopbackRequest request) {
    Map<String, String> query = request.query();
    String version = query.getOrDefault("api-version", "");
    Optional<URI> authorize = address(query.getOrDefault("authorization_endpoint", ""));
    if (authorize.isEmpty() || !List.of(FIRST_VERSION, SECOND_VERSION).contains(version)) {
      return EntraRefusal.invalidRequest(
              50050,
              "The request is malformed: it needs an 'api-version' of 1.0 or 1.1, and an"
                  + " 'authorization_endpoint' with a tenant.")
          .answer(clock.instant());
    }
    URI base = URI.create(request.base());
    return base.getAuthority().equals(authorize.get().getAuthority())
        ? known(base, authorize.get().getPath(), version)
        : EntraRefusal.invalidRequest(50049, "Unknown or invalid instance.")
            .withError("invalid_instance")
            .answer(clock.instant());
  }

  private static Optional<URI> address(String text) {
    try {
      URI address = new URI(text);
      return Optional.of(address)
          .filter(it -> it.getAuthority() != null && it.getPath().matches("/[^/]+/.+"));
    } catch (URISyntaxException notOne) {
      return Optional.empty();
    }
  }

  private static CannedAnswer known(URI base, String authorizePath, String version) {
    String tenant = authorizePath.split("/", 3)[1];
    String infix = authorizePath.contains("/v2.0/") ? "/v2.0" : "";
    Map<String, Object> body = new LinkedHashMap<>();
    body.put(
        "tenant_discovery_endpoint",
        base + "/" + tenant + infix + "/.well-known/openid-configuration");
    if (version.equals(SECOND_VERSION)) {
      String host = base.getAuthority();
      body.put("api-version", SECOND_VERSION);
      body.put(
          "metadata",
          List.of(
              Map.of(
                  "preferred_network", host, "preferred_cache", host, "aliases", List.of(host))));
    }
    return CannedAnswer.json(200, body);
  }
}
