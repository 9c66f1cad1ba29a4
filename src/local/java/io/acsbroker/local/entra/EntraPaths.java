package io.acsbroker.local.entra;

import io.acsbroker.local.net.CannedAnswer;
import io.acsbroker.local.net.LoopbackHandler;
import io.acsbroker.local.net.LoopbackRequest;
import java.time.InstantSource;
import java.util.regex.Pattern;

/**
 * What Entra serves to programs, beside the sign-in of people.
 *
 * @param keys what answers where key sets are
 */
record EntraPaths(
    EntraEmulator entra, EntraMetadata metadata, LoopbackHandler keys, InstantSource clock) {
  private static final Pattern TOKENS = Pattern.compile("/[^/]+/oauth2/v2\\.0/token");

  CannedAnswer answer(LoopbackRequest request) throws Exception {
    if (request.method().equals("OPTIONS")) {
      return CannedAnswer.empty(204);
    }
    if (UserInfo.isAskedBy(request.path())) {
      return new UserInfo(entra, clock).answer(request);
    }
    if (TOKENS.matcher(request.path()).matches()) {
      return request.method().equals("POST")
          ? entra.onBehalfOf().endpoint().answer(BasicCredentials.inForm(request))
          : CannedAnswer.text(405, "Only POST is answered here.\n");
    }
    return request.method().equals("GET")
        ? handler(request.path()).answer(request)
        : CannedAnswer.text(405, "Only GET is answered here.\n");
  }

  private LoopbackHandler handler(String requested) {
    return switch (requested) {
      case String path when TokenDesk.isOf(path) ->
          it -> new TokenDesk(entra.directory()).answer(it, entra);
      case String path when EntraMetadata.isOfKeys(path) -> keys;
      case String path when EntraMetadata.isOfConfiguration(path) -> metadata::configuration;
      case String path when InstanceDiscovery.isAskedBy(path) ->
          new InstanceDiscovery(clock)::answer;
      default -> it -> CannedAnswer.text(404, "Nothing is here.\n");
    };
  }
}
