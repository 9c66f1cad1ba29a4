package io.acsbroker.exchange;

import io.acsbroker.net.AwaitedWork;
import io.acsbroker.net.FairThreads;
import io.acsbroker.net.FairThreads.Start;
import io.acsbroker.token.ExchangeRoute;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * The threads on which ACS is asked. Each route has its own, so that one that hangs holds up no
 * other.
 */
final class IssuanceThreads {
  private static final int MOST_WAITING = 1_000;

  /** As many as ask may pause before they ask again, which is time on a thread and no call. */
  private static final int THREADS_FOR_EACH_CALL = 2;

  private final Map<ExchangeRoute, FairThreads> threads = new EnumMap<>(ExchangeRoute.class);

  /**
   * Starts no thread yet.
   *
   * @param concurrentCalls how many calls to ACS there are at the same time by each route
   */
  IssuanceThreads(int concurrentCalls) {
    int size = THREADS_FOR_EACH_CALL * concurrentCalls;
    for (ExchangeRoute route : ExchangeRoute.values()) {
      threads.put(route, new FairThreads("issuance-" + route + "-", size, MOST_WAITING));
    }
  }

  /** Takes a place at the route for the work. */
  Start start(ExchangeRoute route, AwaitedWork<?> work) {
    return Objects.requireNonNull(threads.get(route)).start(work);
  }
}
