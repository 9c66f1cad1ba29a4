package io.acsbroker.users;

import static io.acsbroker.users.IdentityFixture.CALLER;
import static io.acsbroker.users.IdentityFixture.USER;
import static io.acsbroker.users.IdentityFixture.token;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.identity.StoreFailure;
import io.acsbroker.outcome.ExchangeOutcome.RefusedForNow;
import io.acsbroker.outcome.FinishedExchange;
import io.acsbroker.outcome.IdentityMark;
import io.acsbroker.outcome.RefusalCode;
import io.acsbroker.outcome.Source;
import io.acsbroker.outcome.Stage;
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
  private final IdentityFixture fixture = new IdentityFixture();

  /** The table does this before it keeps an identity, and then does not keep it. */
  private void insteadOfKeeping(Runnable change) {
    fixture.table.before =
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
    fixture.table.before =
        operation -> {
          if (operations.contains(operation)) {
            fixture.table.put(USER, Optional.empty());
          }
          return Optional.<StoreFailure>empty();
        };
  }

  private static Set<IdentityMark> marks(FinishedExchange finished) {
    return finished.table().orElseThrow().marks();
  }

  private static void assertContended(FinishedExchange finished) {
    RefusedForNow unavailable = assertInstanceOf(RefusedForNow.class, finished.outcome());
    assertEquals(RefusalCode.IDENTITY_TABLE_UNAVAILABLE, unavailable.refusal().code());
    assertEquals("contended", unavailable.refusal().reason());
    assertEquals(Duration.ofSeconds(1), unavailable.retryAfter());
  }

  private int times(String operation) {
    return Collections.frequency(fixture.table.asked, operation);
  }

  @Test
  void takesWhatAnotherInstanceKeptWhereItsOwnAnswerWasLost() {
    AcsIdentity other = fixture.acs.make();
    insteadOfKeeping(() -> fixture.table.put(USER, Optional.of(other)));
    assertEquals(Set.of(IdentityMark.GIVEN_UP), marks(fixture.granted()));
    assertEquals(Set.of(other), fixture.acs.identities);
  }

  @Test
  void removesWhatItMadeWhereTheUserWasDeletedMeanwhile() {
    insteadOfKeeping(() -> fixture.table.rows.remove(USER));
    FinishedExchange finished = fixture.handle(token());
    assertEquals(RefusalCode.IDENTITY_TABLE_UNAVAILABLE, IdentityFixture.code(finished));
    assertEquals(Set.of(IdentityMark.GIVEN_UP), marks(finished));
    assertEquals(Set.of(), fixture.acs.identities);
  }

  @Test
  void givesUpAfterFourRoundsWhereOthersIntendAgainAndAgain() {
    fixture.table.put(USER, Optional.empty());
    othersIntendBefore(Set.of("find"));
    assertContended(fixture.handle(token()));
    // One look at first, and in each round one more and one after a pause
    assertEquals(9, times("find"));
    assertEquals(List.of(), fixture.acs.asked);
  }

  @Test
  void givesUpRemovingAfterFourRoundsToo() {
    fixture.table.put(USER, Optional.empty());
    othersIntendBefore(Set.of("remove"));
    assertContended(fixture.handle(new IdentityRequest.Delete(CALLER)));
    assertEquals(4, times("remove"));
  }

  @Test
  void looksAtAnIntentEightTimesBeforeItTakesItOver() {
    AtomicInteger pauses = new AtomicInteger();
    fixture.meanwhile = pauses::incrementAndGet;
    fixture.table.put(USER, Optional.empty());
    assertEquals(Set.of(IdentityMark.TAKEN_OVER), marks(fixture.granted()));
    assertEquals(8, pauses.get());
  }

  @Test
  void takesNoIntentOverWithoutTheTimeToWatchIt() {
    fixture.table.put(USER, Optional.empty());
    fixture.deadline = Duration.ofMillis(200);
    assertContended(fixture.handle(token()));
    assertEquals(List.of(), fixture.acs.asked);
  }

  @Test
  void saysWhoWasAskedAndForHowLong() {
    FinishedExchange made = fixture.handle(CREATE);
    assertEquals(Source.ACS, made.source());
    assertEquals(Stage.ACS, made.stage());
    Duration keeping = made.table().orElseThrow().keeping();
    assertTrue(keeping.isPositive() && keeping.compareTo(Duration.ofHours(1)) < 0);
    for (IdentityRequest request : List.of(CREATE, SHOW)) {
      assertEquals(Source.BROKER, fixture.handle(request).source());
      assertEquals(Stage.TABLE, fixture.handle(request).stage());
    }
  }

  @Test
  void hasFiveSecondsToKeepWhatItMadeOrWhatIsLeftWhereThatIsMore() {
    fixture.deadline = Duration.ofSeconds(2);
    fixture.granted();
    assertTrue(fixture.table.leftToKeep.compareTo(Duration.ofSeconds(3)) > 0);
    fixture.table.rows.clear();
    fixture.deadline = Duration.ofMinutes(1);
    fixture.granted();
    assertTrue(fixture.table.leftToKeep.compareTo(Duration.ofSeconds(30)) > 0);
  }
}
