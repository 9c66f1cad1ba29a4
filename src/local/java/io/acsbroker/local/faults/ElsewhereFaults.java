package io.acsbroker.local.faults;

import io.acsbroker.local.net.CannedAnswer;
import io.acsbroker.local.net.JsonMembers;
import io.acsbroker.local.net.LoopbackHandler;
import io.acsbroker.local.net.LoopbackRequest;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** What can be wrong with the company's own sign-in, whose keys a broker then does not get. */
final class ElsewhereFaults {
  private static final String CONFIGURATION = "/.well-known/openid-configuration";

  private ElsewhereFaults() {}

  static Runnable down(Services services, FaultOrder order) {
    return all(services, Outages.always(CannedAnswer.text(500, "The service is unavailable.")));
  }

  static Runnable html(Services services, FaultOrder order) {
    return all(services, Outages.PROXY);
  }

  /** Whoever followed would find everything as it was. */
  static Runnable moved(Services services, FaultOrder order) {
    return all(
        services,
        Outages.where(
            request -> isForVerifiers(request) && request.query().isEmpty(),
            handler ->
                request ->
                    new CannedAnswer(
                        302,
                        Map.of("Location", request.base() + request.path() + "?moved=1"),
                        "",
                        Duration.ZERO)));
  }

  static Runnable renamed(Services services, FaultOrder order) {
    return all(
        services,
        Outages.where(
            request -> request.path().endsWith(CONFIGURATION),
            handler -> request -> renamed(handler.answer(request))));
  }

  private static CannedAnswer renamed(CannedAnswer configuration) {
    Map<String, Object> members =
        new LinkedHashMap<>(JsonMembers.parse(configuration.body()).orElse(Map.of()));
    members.put("issuer", members.get("issuer") + "/");
    return CannedAnswer.json(200, members);
  }

  private static boolean isForVerifiers(LoopbackRequest request) {
    return request.path().endsWith(CONFIGURATION) || request.path().endsWith("/keys");
  }

  private static Runnable all(Services services, UnaryOperator<LoopbackHandler> outage) {
    return services.elsewhere().disturbances().add(outage);
  }
}
