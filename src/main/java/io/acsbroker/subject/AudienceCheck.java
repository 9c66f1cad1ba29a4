package io.acsbroker.subject;

import io.acsbroker.json.JsonObject;
import io.acsbroker.subject.Verification.Rejected;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;

/** Whom the token is for, and which of the usual mistakes it is where it is not for us. */
final class AudienceCheck {
  private static final Set<String> GRAPH =
      Set.of(
          "https://graph.microsoft.com",
          "https://graph.microsoft.com/",
          "https://graph.microsoft.us",
          "https://graph.microsoft.us/",
          "https://microsoftgraph.chinacloudapi.cn",
          "https://microsoftgraph.chinacloudapi.cn/",
          "00000003-0000-0000-c000-000000000000");
  private static final Set<String> ACS =
      Set.of(
          "https://auth.msft.communication.azure.com",
          "https://auth.msft.communication.azure.com/",
          "https://auth.msft.communication.azure.us",
          "https://auth.msft.communication.azure.us/",
          "https://auth.msft.communication.azure.cn",
          "https://auth.msft.communication.azure.cn/",
          "1fd5118e-2576-4263-8130-9503064c837a");
  private static final Set<String> ACS_CLIENTS =
      Set.of(
          "https://communication.azure.com",
          "https://communication.azure.com/",
          "https://communication.azure.com/clients",
          "https://communication.azure.com/clients/",
          "https://communication.azure.us",
          "https://communication.azure.us/",
          "2a04943b-b6a7-4f65-8786-2bb6131b59f6");

  private AudienceCheck() {}

  static Optional<Rejected> refusal(JsonObject claims, Set<String> accepted) {
    Optional<String> audience = claims.string("aud");
    if (audience.filter(accepted::contains).isPresent()) {
      return Optional.empty();
    }
    String expected = String.join(" or ", accepted.stream().sorted().toList());
    RejectionReason reason =
        audience.map(other -> mistake(other, accepted)).orElse(RejectionReason.AUDIENCE_WRONG);
    return Optional.of(Rejected.claim(reason, "aud", expected));
  }

  private static RejectionReason mistake(String audience, Set<String> accepted) {
    if (GRAPH.contains(audience)) {
      return RejectionReason.AUDIENCE_IS_GRAPH;
    }
    if (ACS.contains(audience) && Collections.disjoint(ACS, accepted)) {
      return RejectionReason.AUDIENCE_IS_ACS;
    }
    return ACS_CLIENTS.contains(audience)
        ? RejectionReason.AUDIENCE_IS_ACS_CLIENTS
        : RejectionReason.AUDIENCE_WRONG;
  }
}
