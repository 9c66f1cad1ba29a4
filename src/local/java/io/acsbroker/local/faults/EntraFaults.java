package io.acsbroker.local.faults;

import io.acsbroker.local.entra.EntraRefusal;
import io.acsbroker.local.net.CannedAnswer;
import io.acsbroker.local.net.LoopbackHandler;
import io.acsbroker.local.net.LoopbackRequest;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * What Entra can do wrong, or refuse.
 *
 * @see <a href="https://learn.microsoft.com/entra/identity-platform/reference-error-codes">Error
 *     codes</a>
 */
final class EntraFaults {
  private static final EntraRefusal NO_FEDERATED_CREDENTIAL =
      EntraRefusal.invalidClient(
          700213, "No matching federated identity record found for presented assertion subject.");

  private EntraFaults() {}

  static Runnable keysRotated(Services services, FaultOrder order) {
    services.entra().keyDocuments().rollOver();
    return () -> {};
  }

  static Runnable keysAhead(Services services, FaultOrder order) {
    return services.entra().keyDocuments().signAhead();
  }

  static Runnable keysReplaced(Services services, FaultOrder order) {
    return services.entra().keyDocuments().replace();
  }

  static Runnable keysDown(Services services, FaultOrder order) {
    return keys(services, Outages.always(CannedAnswer.text(500, "The service is unavailable.")));
  }

  static Runnable keysUnreachable(Services services, FaultOrder order) {
    return keys(services, Outages.CLOSED);
  }

  static Runnable throttled(Services services, FaultOrder order) {
    String body = EntraRefusal.THROTTLED.answer(services.clock().instant()).body();
    return tokens(services, Outages.throttled(order.secondsOr(30), body));
  }

  static Runnable unreachable(Services services, FaultOrder order) {
    return tokens(services, Outages.CLOSED);
  }

  static Runnable html(Services services, FaultOrder order) {
    return tokens(services, Outages.PROXY);
  }

  static Runnable denied(Services services, FaultOrder order) {
    return refused(services, NO_FEDERATED_CREDENTIAL);
  }

  static Runnable wrongToken(Services services, FaultOrder order) {
    services.entra().onBehalfOf().changeTokens(EntraFaults::forGraph);
    return () -> services.entra().onBehalfOf().changeTokens(UnaryOperator.identity());
  }

  static Runnable challenges(Services services, FaultOrder order) {
    return services.entra().onBehalfOf().challenge(order.theUser(), AcsFaults.CLAIMS);
  }

  static Runnable consentWithdrawn(Services services, FaultOrder order) {
    return services.entra().onBehalfOf().withdrawConsent(order.theUser());
  }

  static Runnable userBlocked(Services services, FaultOrder order) {
    return services.entra().onBehalfOf().blocked().block(order.theUser());
  }

  static Runnable tenantBlocked(Services services, FaultOrder order) {
    return refused(services, EntraRefusal.TENANT_BLOCKED);
  }

  static Runnable applicationDisabled(Services services, FaultOrder order) {
    return refused(services, EntraRefusal.APPLICATION_DISABLED);
  }

  private static Map<String, Object> forGraph(Map<String, Object> claims) {
    Map<String, Object> changed = new HashMap<>(claims);
    changed.put("aud", "https://graph.microsoft.com");
    return changed;
  }

  private static Runnable refused(Services services, EntraRefusal refusal) {
    services.entra().onBehalfOf().refuse(refusal);
    return () -> services.entra().onBehalfOf().refuse(null);
  }

  private static Runnable keys(Services services, UnaryOperator<LoopbackHandler> outage) {
    return services
        .entra()
        .disturbances()
        .add(Outages.where(request -> isAt(request, "/[^/]+/discovery/(v2\\.0/)?keys"), outage));
  }

  private static Runnable tokens(Services services, UnaryOperator<LoopbackHandler> outage) {
    return services
        .entra()
        .disturbances()
        .add(
            Outages.where(
                request ->
                    request.method().equals("POST") && isAt(request, "/[^/]+/oauth2/v2\\.0/token"),
                outage));
  }

  private static boolean isAt(LoopbackRequest request, String path) {
    return request.path().matches(path);
  }
}
