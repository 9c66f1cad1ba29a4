package io.acsbroker.local.faults;

import io.acsbroker.local.table.TableOutage;
import java.time.Duration;

/** What can be wrong with the table, the managed identity and the clocks. */
final class PlatformFaults {
  private PlatformFaults() {}

  static Runnable clockShifted(Services services, FaultOrder order) {
    services.clock().shift(order.secondsOr(600));
    return () -> services.clock().shift(Duration.ZERO);
  }

  static Runnable tableGone(Services services, FaultOrder order) {
    return services.table().disturbances().add(TableOutage.GONE);
  }

  static Runnable tableDown(Services services, FaultOrder order) {
    return services.table().disturbances().add(TableOutage.DOWN);
  }

  static Runnable tableUnreachable(Services services, FaultOrder order) {
    return services.table().disturbances().add(Outages.CLOSED);
  }

  static Runnable identityGone(Services services, FaultOrder order) {
    services.identity().remove(true);
    return () -> services.identity().remove(false);
  }
}
