package io.acsbroker.config;

import io.acsbroker.token.AcsApiVersion;
import io.acsbroker.token.AcsScope;
import io.acsbroker.token.ExchangeRoute;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads by which version of its API ACS is asked. It has to have all that the broker offers. */
final class ApiVersionReader {
  private ApiVersionReader() {}

  /**
   * The version; the default where none is named, or none can be read.
   *
   * @param scopes that tokens of ACS identities may have, and with them the ones they allow
   */
  static AcsApiVersion read(Settings settings, Set<AcsScope> scopes) {
    AcsApiVersion version =
        settings.valueOrDefault(
            Setting.COMMUNICATION_SERVICES_API_VERSION,
            AcsApiVersion::parse,
            "must be the date of a stable version of ACS's identity API, such as "
                + AcsApiVersion.FIRST_WHOLE.text());
    List<String> missing = missing(version, scopes);
    if (!missing.isEmpty()) {
      settings.problem(
          Setting.COMMUNICATION_SERVICES_API_VERSION,
          "lacks what this broker offers: "
              + String.join(", ", missing)
              + "; "
              + AcsApiVersion.FIRST_WHOLE.text()
              + " is the first that has it all");
    }
    return version;
  }

  private static List<String> missing(AcsApiVersion version, Set<AcsScope> scopes) {
    List<String> missing = new ArrayList<>();
    for (ExchangeRoute route : ExchangeRoute.values()) {
      if (!route.atAcs().isIn(version)) {
        missing.add(route.address());
      }
    }
    for (AcsScope scope : AcsScope.values()) {
      if (scopes.stream().anyMatch(it -> it.allows(scope)) && !version.has(scope)) {
        missing.add("the scope " + scope.text());
      }
    }
    return missing;
  }
}
