package io.acsbroker.subject;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.token.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Who may fetch, and who has waited long enough. */
class KeySetFetchTest {
  private final AtomicInteger fetches = new AtomicInteger();
  private final List<Boolean> answersDuringAFetch = new ArrayList<>();
  private final KeySetFetch fetch =
      new KeySetFetch(this::download, SampleToken.CLOCK, Runnable::run);

  /** Finds no keys, and while it looks for them the first time another thread comes. */
  private Download download(Deadline deadline) {
    if (fetches.incrementAndGet() == 1) {
      answersDuringAFetch.add(
          CompletableFuture.supplyAsync(() -> fetch.forUnknownKey(Deadline.in(Duration.ZERO)))
              .join());
    }
    return new Download.Failed("HTTP 404");
  }

  @Test
  void saysThatItCannotTellWhereTheDeadlinePassesDuringAnothersFetch() {
    assertTrue(fetch.forUnknownKey(SampleToken.soon()));
    assertEquals(List.of(false), answersDuringAFetch);
    assertEquals(1, fetches.get());
  }

  @Test
  void blamesNobodyWhereARequestHadTooLittleTimeToFetch() {
    AtomicLong nanos = new AtomicLong();
    KeySetFetch slow =
        new KeySetFetch(
            deadline -> {
              nanos.addAndGet(Duration.ofSeconds(1).toNanos());
              return new Download.Failed("no answer in time");
            },
            SampleToken.CLOCK,
            Runnable::run);
    assertFalse(slow.forUnknownKey(Deadline.in(Duration.ofSeconds(1), nanos::get)));
    assertNull(slow.failure());
    // Nor is there a pause: the next request looks for itself, and has time enough
    assertTrue(slow.forUnknownKey(Deadline.in(Duration.ofSeconds(9), nanos::get)));
    assertEquals("no answer in time", slow.failure());
  }

  @Test
  void fetchesNothingOnAnInterruptedThreadAndLeavesItInterrupted() {
    Thread.currentThread().interrupt();
    boolean tells = fetch.forUnknownKey(SampleToken.soon());
    assertTrue(Thread.interrupted());
    assertFalse(tells);
    assertEquals(0, fetches.get());
  }
}
