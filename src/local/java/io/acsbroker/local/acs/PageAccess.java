package io.acsbroker.local.acs;

import io.acsbroker.local.net.CannedAnswer;
import io.acsbroker.local.net.LoopbackRequest;
import java.util.Set;

/**
 * What lets a page of any origin make the exchanges whose only credential is the user's token:
 * Microsoft's credential for browsers asks ACS itself. Which headers exactly ACS answers there is
 * not published; a resource has no list of origins, so that none can be told from another.
 *
 * @see <a href="https://www.npmjs.com/package/@azure/communication-common">The credential</a>
 * @see <a href="https://fetch.spec.whatwg.org/#http-cors-protocol">The CORS protocol</a>
 */
final class PageAccess {
  private static final Set<String> PATHS =
      Set.of("/access/entra/:exchangeAccessToken", "/access/teamsExtension/:exchangeAccessToken");

  private PageAccess() {}

  /** Whether this only asks if a page may make such an exchange. */
  static boolean isPreflight(LoopbackRequest request) {
    return PATHS.contains(request.path())
        && request.method().equals("OPTIONS")
        && request.header("origin").isPresent()
        && request.header("access-control-request-method").isPresent();
  }

  /** That the page may, with the headers that it asks for. */
  static CannedAnswer preflight(LoopbackRequest request) {
    CannedAnswer answer =
        on(request, CannedAnswer.empty(204)).with("Access-Control-Allow-Methods", "POST");
    return request
        .header("access-control-request-headers")
        .map(names -> answer.with("Access-Control-Allow-Headers", names))
        .orElse(answer);
  }

  /** The answer, which a page may read where it may ask. */
  static CannedAnswer on(LoopbackRequest request, CannedAnswer answer) {
    return PATHS.contains(request.path()) && request.header("origin").isPresent()
        ? answer.with("Access-Control-Allow-Origin", "*")
        : answer;
  }
}
