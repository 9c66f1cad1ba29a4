package io.acsbroker.local.host;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the host answers for itself, before any function: its home page, which is switched off where
 * the broker is deployed, and those of its own addresses that scanners and probes ask for. They
 * want the host's master key, which nobody has here.
 */
final class HostAddresses {
  private record Own(String methods, RouteTemplate route, Answer answer) {}

  private static final Answer UNAUTHORIZED =
      Answer.empty(401, Map.of("WWW-Authenticate", "Bearer"));

  private static final List<Own> ALL =
      List.of(
          own("", "/", Answer.empty(204)),
          own(
              "",
              "admin/host/ping",
              Answer.empty(
                  200, Map.of("Cache-Control", "no-store,no-cache", "Pragma", "no-cache"))),
          own("GET", "admin/host/status", UNAUTHORIZED),
          own("GET", "admin/host/keys", UNAUTHORIZED),
          own("GET", "admin/functions", UNAUTHORIZED),
          own("GET POST", "admin/functions/{name}", UNAUTHORIZED),
          own("", "runtime/webhooks/{name}", UNAUTHORIZED));

  private HostAddresses() {}

  private static Own own(String methods, String route, Answer answer) {
    return new Own(methods, RouteTemplate.parse(route), answer);
  }

  /** The host's own answer to a request, if it has one. */
  static Optional<Answer> answer(String method, HostPath path) {
    return ALL.stream()
        .filter(own -> own.route().matches(path))
        .filter(own -> own.methods().isEmpty() || Set.of(own.methods().split(" ")).contains(method))
        .map(Own::answer)
        .findFirst();
  }
}
