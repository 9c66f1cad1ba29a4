package io.acsbroker.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.subject.SampleToken;
import io.acsbroker.token.Deadline;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Who begins a fetch, who waits for it, and what becomes of it when nobody does any more. */
class KeySetFetchTest {
  private static final Deadline PASSED = Deadline.in(Duration.ZERO);

  private final AtomicInteger fetches = new AtomicInteger();
  private final Queue<Runnable> background = new ArrayDeque<>();
  private final KeySetFetch fetch = fetch(this::keys, background::add);

  private static KeySetFetch fetch(Supplier<FetchResult> source, Executor background) {
    return new KeySetFetch(
        source,
        SampleToken.CLOCK,
        background,
        new UnknownKeySchedule(new UnknownKeyBudget(60, SampleToken.CLOCK), SampleToken.CLOCK));
  }

  private FetchResult keys() {
    fetches.incrementAndGet();
    return new FetchResult.Keys(KeySet.parse(SampleToken.ENTRA.keys().toString()).orElseThrow());
  }

  @Test
  void goesOnWithAFetchWhoseRequestHasNoTimeLeftAndBeginsNoOther() {
    assertFalse(fetch.forUnknownKey(PASSED));
    assertFalse(fetch.forUnknownKey(PASSED));
    fetch.andWait(PASSED);
    fetch.unlessUnderWay(SampleToken.soon());
    fetch.inBackground();
    assertEquals(1, background.size());
    assertNull(fetch.keys());
    background.remove().run();
    assertNotNull(fetch.keys());
    assertNull(fetch.failure());
    assertEquals(1, fetches.get());
  }

  @Test
  void waitsForNobodyOnAnInterruptedThreadAndLeavesItInterrupted() {
    Thread.currentThread().interrupt();
    boolean tells = fetch.forUnknownKey(SampleToken.soon());
    assertTrue(Thread.interrupted());
    assertFalse(tells);
  }

  @Test
  void fetchesAgainAfterABugAndTellsWhoeverWaitedOfIt() {
    AtomicBoolean broken = new AtomicBoolean(true);
    KeySetFetch fragile =
        fetch(
            () -> {
              if (broken.get()) {
                throw new IllegalStateException("a bug");
              }
              return keys();
            },
            Runnable::run);
    assertThrows(IllegalStateException.class, () -> fragile.andWait(SampleToken.soon()));
    broken.set(false);
    fragile.andWait(SampleToken.soon());
    assertNotNull(fragile.keys());
  }

  @Test
  void fetchesAgainAfterThereWasNoThreadForIt() {
    AtomicBoolean full = new AtomicBoolean(true);
    KeySetFetch starved =
        fetch(
            this::keys,
            task -> {
              if (full.get()) {
                throw new RejectedExecutionException("no thread");
              }
              task.run();
            });
    assertThrows(RejectedExecutionException.class, starved::inBackground);
    full.set(false);
    starved.inBackground();
    assertNotNull(starved.keys());
  }
}
