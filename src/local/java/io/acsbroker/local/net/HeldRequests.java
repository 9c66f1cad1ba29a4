package io.acsbroker.local.net;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Takes some of a service's requests and does not answer them until it is told to: a service that
 * hangs and is not down. The others are answered as ever.
 */
public final class HeldRequests implements UnaryOperator<LoopbackHandler> {
  private final Predicate<LoopbackRequest> which;
  private final AtomicInteger taken = new AtomicInteger();
  private final CountDownLatch letGo = new CountDownLatch(1);

  /** Holds the requests for which the predicate is true. */
  public HeldRequests(Predicate<LoopbackRequest> which) {
    this.which = which;
  }

  /** How many requests it has held so far, those among them whose client has given up. */
  public int taken() {
    return taken.get();
  }

  /** Waits until it has held so many. */
  public void await(int requests) throws InterruptedException {
    synchronized (taken) {
      while (taken.get() < requests) {
        taken.wait();
      }
    }
  }

  /** Answers all that it holds, and holds no more. */
  public void letGo() {
    letGo.countDown();
  }

  @Override
  public LoopbackHandler apply(LoopbackHandler handler) {
    return request -> {
      if (which.test(request)) {
        synchronized (taken) {
          taken.incrementAndGet();
          taken.notifyAll();
        }
        letGo.await();
      }
      return handler.answer(request);
    };
  }
}
