package io.acsbroker.local.drill;

import static io.acsbroker.local.entra.SampleDirectory.CALLER_CLIENT_ID;
import static io.acsbroker.local.entra.SampleDirectory.CLIENT_ID;
import static io.acsbroker.local.entra.SampleDirectory.CONTOSO;
import static io.acsbroker.local.entra.SampleDirectory.FABRIKAM;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Settings with which a broker serves nobody, or not everybody; an empty value is a missing one.
 */
final class CauseSettings {
  /** An id that nobody has. */
  private static final String NOBODY = "11111111-1111-4111-8111-111111111111";

  static final Map<String, String> OTHER_TENANT = Map.of("ENTRA_TENANT_IDS", NOBODY);

  static final Map<String, String> OTHER_CLIENT =
      Map.of("ENTRA_CLIENT_IDS", NOBODY, "BROKER_CALLER_CLIENT_IDS", NOBODY);

  static final Map<String, String> MISSING_AND_WRONG =
      Map.of("COMMUNICATION_SERVICES_ENDPOINT", "", "ENTRA_TENANT_IDS", "contoso");

  /** Contoso's rule lets in no client. */
  static final Map<String, String> BROKEN_RULE =
      Map.of(
          "ENTRA_TENANT_IDS", "",
          "ENTRA_CLIENT_IDS", "",
          "BROKER_CALLER_CLIENT_IDS", "",
          "BROKER_POLICY",
              """
              {"rules":[{"tenant":"%s","name":"Contoso","clients":[]},
              {"tenant":"%s","name":"Fabrikam","clients":["%s"],"callerClients":["%s"]}]}
              """
                  .formatted(CONTOSO.tenantId(), FABRIKAM.tenantId(), CLIENT_ID, CALLER_CLIENT_ID)
                  .replace("\n", ""));

  /** Seen from outside, a host that is to run none of its functions is one that has none. */
  static final Map<String, String> NO_FUNCTIONS =
      Stream.of(
              "EntraToken",
              "Health",
              "Ready",
              "ResourceMetadata",
              "TeamsPhoneToken",
              "TeamsToken",
              "User",
              "UserRevocation",
              "UserToken",
              "WarmUp",
              "ZLastNotFound")
          .map(function -> "AzureWebJobs." + function + ".Disabled")
          .collect(Collectors.toUnmodifiableMap(Function.identity(), setting -> "true"));

  private CauseSettings() {}
}
