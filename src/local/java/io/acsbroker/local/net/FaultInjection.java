package io.acsbroker.local.net;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Puts a fault, each as often as the others, in the place of some of a handler's answers. */
public final class FaultInjection implements UnaryOperator<LoopbackHandler> {
  private static final List<Fault> FAULTS = List.of(Fault.values());

  private final double share;
  private final Supplier<Fault> faults;
  private final Map<Fault, Integer> injected =
      Collections.synchronizedMap(new EnumMap<>(Fault.class));

  /**
   * By chance.
   *
   * @param share of the answers that are faults, from 0 to 1
   */
  public FaultInjection(double share) {
    this(share, () -> FAULTS.get(ThreadLocalRandom.current().nextInt(FAULTS.size())));
  }

  FaultInjection(double share, Supplier<Fault> faults) {
    this.share = share;
    this.faults = faults;
  }

  /** How many of each there have been. */
  public Map<Fault, Integer> injected() {
    synchronized (injected) {
      return Map.copyOf(injected);
    }
  }

  @Override
  public LoopbackHandler apply(LoopbackHandler handler) {
    return request -> answer(request, handler);
  }

  private CannedAnswer answer(LoopbackRequest request, LoopbackHandler handler) throws Exception {
    if (ThreadLocalRandom.current().nextDouble() >= share) {
      return handler.answer(request);
    }
    Fault fault = faults.get();
    injected.merge(fault, 1, Integer::sum);
    return fault.answer(request, handler);
  }
}
