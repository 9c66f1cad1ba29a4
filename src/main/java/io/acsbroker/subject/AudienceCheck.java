package io.acsbroker.subject;

import io.acsbroker.json.JsonObject;
import io.acsbroker.subject.Verification.Rejected;
import io.acsbroker.token.AcsResource;
import io.acsbroker.token.Finding;
import io.acsbroker.token.TokenVersion;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;

/** Checks the audience of a token, and names the usual mistake where it is another one. */
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

  /** What administrators and managed identities manage a resource with. */
  private static final Set<String> ACS_MANAGEMENT =
      Set.of(
          "https://communication.azure.com",
          "https://communication.azure.com/",
          "https://communication.azure.us",
          "https://communication.azure.us/");

  private static final Set<String> ACS = AcsResource.COMMUNICATION_SERVICES.audiences();
  private static final Set<String> ACS_CLIENTS = AcsResource.CLIENTS.audiences();

  private AudienceCheck() {}

  static Optional<Rejected> refusal(JsonObject claims, TokenVersion version, Set<String> accepted) {
    Optional<String> audience = claims.string("aud");
    if (audience.isPresent() && accepted.contains(audience.get())) {
      return Optional.empty();
    }
    String expected = String.join(" or ", accepted.stream().sorted().toList());
    RejectionReason reason =
        audience.map(other -> mistake(other, accepted)).orElse(RejectionReason.AUDIENCE_WRONG);
    boolean idToken = reason == RejectionReason.AUDIENCE_WRONG && IdToken.is(claims, version);
    return Optional.of(
        Rejected.claim(idToken ? RejectionReason.ID_TOKEN : reason, "aud", expected)
            .with(found(audience)));
  }

  private static Finding found(Optional<String> audience) {
    return audience
        .map(other -> Finding.claim("aud", other))
        .orElseGet(() -> Finding.logged("aud missing or no text"));
  }

  private static RejectionReason mistake(String audience, Set<String> accepted) {
    if (GRAPH.contains(audience)) {
      return RejectionReason.AUDIENCE_IS_GRAPH;
    }
    if (ACS_MANAGEMENT.contains(audience)) {
      return RejectionReason.AUDIENCE_IS_ACS_MANAGEMENT;
    }
    if (isOther(ACS, audience, accepted)) {
      return RejectionReason.AUDIENCE_IS_ACS;
    }
    return isOther(ACS_CLIENTS, audience, accepted)
        ? RejectionReason.AUDIENCE_IS_ACS_CLIENTS
        : RejectionReason.AUDIENCE_WRONG;
  }

  /** Whether the audience is one of a resource whose tokens the broker never accepts. */
  private static boolean isOther(Set<String> resource, String audience, Set<String> accepted) {
    return resource.contains(audience) && Collections.disjoint(resource, accepted);
  }
}
