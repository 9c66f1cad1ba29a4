package io.acsbroker.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.acsbroker.fixture.ManualClock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is remembered, how much of it, and for how long. */
class RecentEntriesTest {
  private static final Duration KEPT = Duration.ofMinutes(10);

  private final ManualClock clock = new ManualClock();
  private final RecentEntries<String, String> entries = new RecentEntries<>(clock, 3, KEPT);

  @Test
  void remembersWhatWasPutInLast() {
    entries.put("a", "first", 1);
    entries.put("a", "second", 1);
    assertEquals(Optional.of("second"), entries.get("a"));
    assertEquals(Optional.empty(), entries.get("b"));
    assertEquals(1, entries.size());
  }

  @Test
  void forgetsAfterItsTimeThoughNobodyAsksForIt() {
    entries.put("a", "value", 1);
    clock.pass(KEPT.minusNanos(1));
    assertEquals(Optional.of("value"), entries.get("a"));
    clock.pass(Duration.ofNanos(1));
    assertEquals(0, entries.size());
    assertEquals(Optional.empty(), entries.get("a"));
  }

  @Test
  void isNotKeptAliveByBeingRead() {
    entries.put("a", "value", 1);
    clock.pass(KEPT.dividedBy(2));
    assertEquals(Optional.of("value"), entries.get("a"));
    clock.pass(KEPT.dividedBy(2));
    assertEquals(Optional.empty(), entries.get("a"));
  }

  @Test
  void keepsNothingLongerWhereTheClockIsSetBack() {
    entries.put("a", "value", 1);
    clock.pass(Duration.ofHours(-1));
    assertEquals(Optional.empty(), entries.get("a"));
    entries.put("a", "again", 1);
    clock.pass(KEPT.minusNanos(1));
    assertEquals(Optional.of("again"), entries.get("a"));
  }

  @Test
  void letsWhatWasPutInLongestAgoGiveWay() {
    for (String key : List.of("a", "b", "c", "d")) {
      entries.put(key, key, 1);
    }
    assertEquals(Optional.empty(), entries.get("a"));
    assertEquals(Optional.of("b"), entries.get("b"));
    assertEquals(3, entries.size());
  }

  @Test
  void countsWhatWasPutInAgainAsNew() {
    for (String key : List.of("a", "b", "c", "a", "d")) {
      entries.put(key, key, 1);
    }
    assertEquals(Optional.of("a"), entries.get("a"));
    assertEquals(Optional.empty(), entries.get("b"));
  }

  @Test
  void weighsWhatItRemembersAndNotWhatItHasForgotten() {
    entries.put("a", "heavy", 2);
    entries.put("a", "light", 1);
    entries.put("b", "heavy", 2);
    assertEquals(2, entries.size());
    entries.remove("b");
    entries.remove("b");
    entries.put("c", "heavy", 2);
    assertEquals(Optional.of("light"), entries.get("a"));
    entries.put("d", "heavy", 2);
    assertEquals(Optional.empty(), entries.get("a"));
    assertEquals(Optional.empty(), entries.get("c"));
    assertEquals(1, entries.size());
  }

  @Test
  void remembersNothingThatIsHeavierThanAllTogetherMayBe() {
    entries.put("a", "too heavy", 4);
    assertEquals(0, entries.size());
    entries.put("b", "value", 3);
    assertEquals(Optional.of("value"), entries.get("b"));
  }

  @Test
  void renewsWhatIsThereAndMakesWhatIsNot() {
    String value = entries.renew("a", () -> "first");
    entries.put("b", "value", 1);
    clock.pass(KEPT.dividedBy(2));
    assertSame(value, entries.renew("a", () -> "second"));
    clock.pass(KEPT.dividedBy(2));
    assertEquals(Optional.empty(), entries.get("b"));
    assertEquals(Optional.of("first"), entries.get("a"));
    assertEquals(1, entries.size());
  }

  @Test
  void holdsItsBoundWhoeverPutsInAtTheSameTime() {
    CompletableFuture<?>[] all =
        IntStream.range(0, 4)
            .mapToObj(
                i ->
                    CompletableFuture.runAsync(
                        () ->
                            IntStream.range(0, 10_000)
                                .forEach(n -> entries.put("" + (n * i) % 7, "value", 1))))
            .toArray(CompletableFuture<?>[]::new);
    CompletableFuture.allOf(all).join();
    assertEquals(3, entries.size());
  }
}
