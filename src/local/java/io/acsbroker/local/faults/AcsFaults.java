package io.acsbroker.local.faults;

import io.acsbroker.local.acs.AcsRejection;
import io.acsbroker.local.acs.EntraAssignment;
import io.acsbroker.local.entra.SampleUser;
import java.util.Optional;

/** What ACS can do wrong, or refuse. */
final class AcsFaults {
  /** A claims challenge of continuous access evaluation. */
  static final String CLAIMS =
      "{\"access_token\":{\"acrs\":{\"essential\":true,\"value\":\"c1\"}}}";

  private AcsFaults() {}

  static Runnable slow(Services services, FaultOrder order) {
    return services
        .acs()
        .disturbances()
        .add(acs -> request -> acs.answer(request).after(order.secondsOr(12)));
  }

  static Runnable throttled(Services services, FaultOrder order) {
    return services.acs().disturbances().add(Outages.throttled(order.secondsOr(30), ""));
  }

  static Runnable denied(Services services, FaultOrder order) {
    services.acs().refuseBroker(true);
    return () -> services.acs().refuseBroker(false);
  }

  static Runnable html(Services services, FaultOrder order) {
    return services.acs().disturbances().add(Outages.PROXY);
  }

  static Runnable unreachable(Services services, FaultOrder order) {
    return services.acs().disturbances().add(Outages.CLOSED);
  }

  static Runnable rejects(Services services, FaultOrder order) {
    return services.acs().disturbances().add(new AcsRejection());
  }

  static Runnable replaced(Services services, FaultOrder order) {
    return services.acs().identities().replace();
  }

  static Runnable challenges(Services services, FaultOrder order) {
    return services.acs().challenge(order.theUser(), CLAIMS);
  }

  static Runnable accessWithdrawn(Services services, FaultOrder order) {
    SampleUser user = order.theUser();
    String tenantId = user.organisation().tenantId();
    Optional<EntraAssignment> before =
        Optional.ofNullable(services.acs().assignments().all().get(tenantId));
    services.acs().assignments().remove(tenantId);
    return () -> before.ifPresent(it -> services.acs().assignments().put(tenantId, it));
  }

  static Runnable teamsRefuses(Services services, FaultOrder order) {
    return services
        .acs()
        .teamsRefusals()
        .refuse(order.theUser(), order.code().orElse("TeamsDisabledForTenantForbidden"));
  }
}
