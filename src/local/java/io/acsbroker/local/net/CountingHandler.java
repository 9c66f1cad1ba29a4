package io.acsbroker.local.net;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Counts the requests that reach another handler, and answers them in its place for as long as it
 * has been given a canned answer: how tests make an emulator slow, broken or absent.
 */
public final class CountingHandler implements LoopbackHandler {
  private final LoopbackHandler handler;
  private final AtomicInteger requests = new AtomicInteger();
  private final AtomicReference<@Nullable CannedAnswer> canned = new AtomicReference<>();

  /** Passes requests on to this handler until told otherwise. */
  public CountingHandler(LoopbackHandler handler) {
    this.handler = handler;
  }

  /** How many requests have come, those with a canned answer among them. */
  public int requests() {
    return requests.get();
  }

  /** Answers every request with this from now on, or normally again after {@code null}. */
  public void answerAll(@Nullable CannedAnswer answer) {
    canned.set(answer);
  }

  @Override
  public CannedAnswer answer(LoopbackRequest request) throws Exception {
    requests.incrementAndGet();
    CannedAnswer answer = canned.get();
    return answer != null ? answer : handler.answer(request);
  }
}
