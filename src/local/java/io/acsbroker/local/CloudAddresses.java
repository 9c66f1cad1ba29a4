package io.acsbroker.local;

import io.acsbroker.local.entra.EntraEmulator;
import io.acsbroker.local.net.CannedAnswer;
import io.acsbroker.local.net.LocalAccess;
import io.acsbroker.local.net.LoopbackRequest;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What Microsoft's clients outside browsers are configured with: {@code GET /local/cloud} of the
 * Entra emulator, with the certificate that they have to trust at {@code /local/ca.pem}. Pages of
 * other origins hear nothing, since keys of all that it names are among it.
 */
record CloudAddresses(LocalCloud cloud, LocalAccess access) {
  private static final String CLOUD = "/local/cloud";
  private static final String CERTIFICATE = "/local/ca.pem";

  /** Where programs of this machine find all of it. */
  static URI of(EntraEmulator entra) {
    return entra.authority().resolve(CLOUD);
  }

  /** The answer to a request for one of its paths; empty for every other. */
  Optional<CannedAnswer> answer(LoopbackRequest request) {
    return switch (request.path()) {
      case CLOUD -> Optional.of(told(request, CannedAnswer.json(200, all())));
      case CERTIFICATE ->
          Optional.of(told(request, CannedAnswer.text(200, cloud.certificate().pem())));
      default -> Optional.empty();
    };
  }

  private CannedAnswer told(LoopbackRequest request, CannedAnswer answer) {
    return access.readRefusal(request).orElseGet(() -> answer.with("Cache-Control", "no-store"));
  }

  private Map<String, Object> all() {
    EntraEmulator entra = cloud.entra();
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("authority", entra.secureAuthority().toString());
    all.put("certificate", entra.authority().resolve(CERTIFICATE).toString());
    all.put("connectionString", cloud.acs().connectionString());
    all.put("brokerApiSecret", entra.onBehalfOf().clientSecret());
    all.put("tableEndpoint", cloud.control().table().endpoint().toString());
    all.put("environment", environment());
    return all;
  }

  /** The variables that azure-identity reads, in any language. */
  private Map<String, String> environment() {
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("AZURE_AUTHORITY_HOST", cloud.entra().secureAuthority().toString());
    variables.put("IDENTITY_ENDPOINT", cloud.identity().endpoint().toString());
    variables.put("IDENTITY_HEADER", cloud.identity().secret());
    return variables;
  }
}
