package io.acsbroker.exchange;

import static io.acsbroker.exchange.IdentityBench.CALLER;
import static io.acsbroker.exchange.IdentityBench.USER;
import static io.acsbroker.exchange.IdentityBench.token;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.exchange.ExchangeOutcome.Unavailable;
import io.acsbroker.identity.StoreFailure;
import io.acsbroker.token.AcsIdentity;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Others change the row of the same user meanwhile; and what a request tells of itself. */
class IdentityContentionTest {
  private static final IdentityRequest SHOW = new IdentityRequest.Show(CALLER);
  private static final IdentityRequest CREATE = new IdentityRequest.Create(CALLER);
  private final IdentityBench bench = new IdentityBench();

  /** The table does this before it keeps an identity, and then does not keep it. */
  private void insteadOfKeeping(Runnable change) {
    bench.table.before =
        operation -> {
          if (!operation.equals("keep")) {
            return Optional.empty();
          }
          change.run();
          return Optional.of(FakeTable.DOWN);
        };
  }

  /** Somebody inserts a new intent whenever the table is asked for one of these. */
  private void othersIntendBefore(Set<String> operations) {
    bench.table.before =
        operation -> {
          if (operations.contains(operation)) {
            bench.table.put(USER, Optional.empty());
          }
          return Optional.<StoreFailure>empty();
        };
  }

  private static Set<IdentityMark> marks(FinishedExchange finished) {
    return finished.identity().orElseThrow().marks();
  }

  private static void assertContended(FinishedExchange finished) {
    Unavailable unavailable = assertInstanceOf(Unavailable.class, finished.outcome());
    assertEquals(RefusalCode.IDENTITY_TABLE_UNAVAILABLE, unavailable.refusal().code());
    assertEquals("contended", unavailable.refusal().reason());
    assertEquals(Duration.ofSeconds(1), unavailable.retryAfter());
  }

  private int times(String operation) {
    return Collections.frequency(bench.table.asked, operation);
  }

  @Test
  void takesWhatAnotherInstanceKeptWhereItsOwnAnswerWasLost() {
    AcsIdentity other = bench.acs.make();
    insteadOfKeeping(() -> bench.table.put(USER, Optional.of(other)));
    assertEquals(Set.of(IdentityMark.GIVEN_UP), marks(bench.granted()));
    assertEquals(Set.of(other), bench.acs.identities);
  }

  @Test
  void removesWhatItMadeWhereTheUserWasDeletedMeanwhile() {
    insteadOfKeeping(() -> bench.table.rows.remove(USER));
    FinishedExchange finished = bench.handle(token());
    assertEquals(RefusalCode.IDENTITY_TABLE_UNAVAILABLE, IdentityBench.code(finished));
    assertEquals(Set.of(IdentityMark.GIVEN_UP), marks(finished));
    assertEquals(Set.of(), bench.acs.identities);
  }

  @Test
  void givesUpAfterFourRoundsWhereOthersIntendAgainAndAgain() {
    bench.table.put(USER, Optional.empty());
    othersIntendBefore(Set.of("find"));
    assertContended(bench.handle(token()));
    // One look at first, and in each round one more and one after a pause
    assertEquals(9, times("find"));
    assertEquals(List.of(), bench.acs.asked);
  }

  @Test
  void givesUpRemovingAfterFourRoundsToo() {
    bench.table.put(USER, Optional.empty());
    othersIntendBefore(Set.of("remove"));
    assertContended(bench.handle(new IdentityRequest.Delete(CALLER)));
    assertEquals(4, times("remove"));
  }

  @Test
  void looksAtAnIntentEightTimesBeforeItTakesItOver() {
    AtomicInteger pauses = new AtomicInteger();
    bench.meanwhile = pauses::incrementAndGet;
    bench.table.put(USER, Optional.empty());
    assertEquals(Set.of(IdentityMark.TAKEN_OVER), marks(bench.granted()));
    assertEquals(8, pauses.get());
  }

  @Test
  void takesNoIntentOverWithoutTheTimeToWatchIt() {
    bench.table.put(USER, Optional.empty());
    bench.deadline = Duration.ofMillis(200);
    assertContended(bench.handle(token()));
    assertEquals(List.of(), bench.acs.asked);
  }

  @Test
  void saysWhoWasAskedAndForHowLong() {
    FinishedExchange made = bench.handle(CREATE);
    assertEquals(Source.ACS, made.source());
    assertEquals(Stage.ACS, made.stage());
    Duration keeping = made.identity().orElseThrow().keeping();
    assertTrue(keeping.isPositive() && keeping.compareTo(Duration.ofHours(1)) < 0);
    for (IdentityRequest request : List.of(CREATE, SHOW)) {
      assertEquals(Source.BROKER, bench.handle(request).source());
      assertEquals(Stage.TABLE, bench.handle(request).stage());
    }
  }

  @Test
  void hasFiveSecondsToKeepWhatItMadeOrWhatIsLeftWhereThatIsMore() {
    bench.deadline = Duration.ofSeconds(2);
    bench.granted();
    assertTrue(bench.table.leftToKeep.compareTo(Duration.ofSeconds(3)) > 0);
    bench.table.rows.clear();
    bench.deadline = Duration.ofMinutes(1);
    bench.granted();
    assertTrue(bench.table.leftToKeep.compareTo(Duration.ofSeconds(30)) > 0);
  }
}
