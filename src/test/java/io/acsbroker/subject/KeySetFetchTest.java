package io.acsbroker.subject;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.token.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
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
  void fetchesNothingOnAnInterruptedThreadAndLeavesItInterrupted() {
    Thread.currentThread().interrupt();
    boolean tells = fetch.forUnknownKey(SampleToken.soon());
    assertTrue(Thread.interrupted());
    assertFalse(tells);
    assertEquals(0, fetches.get());
  }
}
