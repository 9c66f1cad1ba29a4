package io.acsbroker.local.net;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/**
 * Stands before a handler, and makes of its answers what was asked for, all at once: each
 * disturbance sees what the earlier ones have left.
 */
public final class Disturbances implements LoopbackHandler {
  private final LoopbackHandler handler;
  private final List<UnaryOperator<LoopbackHandler>> disturbances = new CopyOnWriteArrayList<>();

  /** Passes requests on to this handler as long as nothing was asked for. */
  public Disturbances(LoopbackHandler handler) {
    this.handler = handler;
  }

  /**
   * Disturbs from now on.
   *
   * @return what ends it again
   */
  public Runnable add(UnaryOperator<LoopbackHandler> disturbance) {
    disturbances.add(disturbance);
    return () -> disturbances.remove(disturbance);
  }

  @Override
  public CannedAnswer answer(LoopbackRequest request) throws Exception {
    LoopbackHandler disturbed = handler;
    for (UnaryOperator<LoopbackHandler> disturbance : disturbances) {
      disturbed = disturbance.apply(disturbed);
    }
    return disturbed.answer(request);
  }
}
