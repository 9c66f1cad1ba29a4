package io.acsbroker.local.faults;

/** How a fault is brought about. */
@FunctionalInterface
interface FaultEffect {
  /** Begins, and returns what ends it. */
  Runnable begin(Services services, FaultOrder order);
}
