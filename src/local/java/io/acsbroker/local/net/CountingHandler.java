package io.acsbroker.local.net;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Counts the requests that reach another handler, and answers them in its place for as long as it
 * has been told to: how tests make an emulator slow, broken or absent.
 */
public final class CountingHandler implements LoopbackHandler {
  private final LoopbackHandler handler;
  private final AtomicInteger requests = new AtomicInteger();
  private volatile LoopbackHandler answering;

  /** Passes requests on to this handler until told otherwise. */
  public CountingHandler(LoopbackHandler handler) {
    this.handler = handler;
    this.answering = handler;
  }

  /** How many requests have come, those that never reached the other handler among them. */
  public int requests() {
    return requests.get();
  }

  /** Answers every request with this from now on, or normally again after {@code null}. */
  public void answerAll(@Nullable CannedAnswer answer) {
    answering = answer == null ? handler : request -> answer;
  }

  /** Answers every request with what is made of the other handler, from now on. */
  public void disturb(UnaryOperator<LoopbackHandler> disturbance) {
    answering = disturbance.apply(handler);
  }

  @Override
  public CannedAnswer answer(LoopbackRequest request) throws Exception {
    requests.incrementAndGet();
    return answering.answer(request);
  }
}
