package io.acsbroker.exchange;

import static io.acsbroker.exchange.IdentityBench.CALLER;
import static io.acsbroker.exchange.IdentityBench.USER;
import static io.acsbroker.exchange.IdentityBench.token;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.exchange.ExchangeOutcome.Unavailable;
import io.acsbroker.identity.StoreFailure;
import io.acsbroker.issuance.Issuance;
import io.acsbroker.issuance.Issuance.Cause;
import io.acsbroker.issuance.Issuance.RefusalReason;
import io.acsbroker.token.AcsIdentity;
import io.acsbroker.token.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The table or ACS fails, at every point of a first request: nothing is left half done. */
class IdentityOutageTest {
  private static final Issuance.Unavailable ACS_DOWN =
      new Issuance.Unavailable(Cause.ACS_UNAVAILABLE, Optional.empty(), "HTTP 500");
  private final IdentityBench bench = new IdentityBench();

  /** The table fails from this operation on. */
  private void failsFrom(String first) {
    List<String> failing = new ArrayList<>();
    bench.table.before =
        operation -> {
          if (operation.equals(first) || !failing.isEmpty()) {
            failing.add(operation);
            return Optional.of(FakeTable.DOWN);
          }
          return Optional.empty();
        };
  }

  /** The table fails at this operation and at no other. */
  private void failsAt(String one) {
    bench.table.before =
        operation ->
            operation.equals(one) ? Optional.of(FakeTable.DOWN) : Optional.<StoreFailure>empty();
  }

  private void mend() {
    bench.table.before = operation -> Optional.empty();
    bench.table.after = operation -> Optional.empty();
    bench.acs.before = operation -> Optional.empty();
  }

  private FinishedExchange unavailable() {
    FinishedExchange finished = bench.handle(token());
    Unavailable unavailable = assertInstanceOf(Unavailable.class, finished.outcome());
    assertEquals(RefusalCode.IDENTITY_TABLE_UNAVAILABLE, unavailable.refusal().code());
    assertEquals(Duration.ofSeconds(7), unavailable.retryAfter());
    assertEquals(Stage.TABLE, finished.stage());
    return finished;
  }

  private static Set<IdentityMark> marks(FinishedExchange finished) {
    return finished.identity().orElseThrow().marks();
  }

  /** Afterwards the user has one identity, and ACS no other. */
  private void assertHealed() {
    mend();
    bench.granted();
    assertEquals(Optional.of(bench.acs.identities), bench.kept().map(Set::of));
  }

  @Test
  void asksAcsNothingWhereTheTableIsDown() {
    for (String operation : List.of("find", "intend")) {
      failsFrom(operation);
      assertEquals(Set.of(), marks(unavailable()));
      assertEquals(List.of(), bench.acs.asked, operation);
      assertEquals(Map.of(), bench.table.rows);
    }
    assertHealed();
  }

  @Test
  void removesAgainWhatCannotBeKept() {
    failsAt("keep");
    assertEquals(Set.of(IdentityMark.GIVEN_UP), marks(unavailable()));
    assertEquals(Set.of(), bench.acs.identities);
    assertHealed();
  }

  @Test
  void keepsWhatIsKeptThoughTheAnswerWasLost() {
    bench.table.after =
        operation ->
            operation.equals("keep") ? Optional.of(FakeTable.DOWN) : Optional.<StoreFailure>empty();
    assertEquals(Set.of(IdentityMark.MADE), marks(bench.granted()));
    assertHealed();
  }

  @Test
  void leavesOneBehindAtMostWhereNobodyCanTellWhatWasKept() {
    failsFrom("keep");
    assertEquals(Set.of(IdentityMark.LEFT_BEHIND), marks(unavailable()));
    AcsIdentity orphan = bench.acs.identities.iterator().next();
    mend();
    bench.granted();
    assertEquals(Set.of(orphan, bench.kept().orElseThrow()), bench.acs.identities);
  }

  @Test
  void saysWhereOneIsLeftBehindSinceAcsIsDownToo() {
    bench.acs.before =
        operation -> operation.equals("delete") ? Optional.of(ACS_DOWN) : Optional.empty();
    failsAt("keep");
    assertEquals(Set.of(IdentityMark.LEFT_BEHIND), marks(unavailable()));
  }

  @Test
  void goesOnWithAnIntentWhoseAnswerWasLost() {
    bench.table.after =
        operation ->
            operation.equals("intend")
                ? Optional.of(FakeTable.DOWN)
                : Optional.<StoreFailure>empty();
    assertEquals(Set.of(), marks(unavailable()));
    assertEquals(List.of(), bench.acs.asked);
    assertHealed();
  }

  @Test
  void withdrawsTheIntentWhereAcsMakesNothing() {
    bench.acs.before = operation -> Optional.of(ACS_DOWN);
    FinishedExchange finished = bench.handle(token());
    assertEquals(RefusalCode.ACS_UNAVAILABLE, IdentityBench.code(finished));
    assertEquals(Stage.ACS, finished.stage());
    assertEquals(Map.of(), bench.table.rows);
    assertHealed();
  }

  @Test
  void keepsTheOldIdentityWhereNoNewOneCanBeMade() {
    AcsIdentity lost = new AcsIdentity("8:acs:lost");
    bench.table.put(USER, Optional.of(lost));
    bench.acs.before =
        operation -> operation.equals("create") ? Optional.of(ACS_DOWN) : Optional.empty();
    assertEquals(RefusalCode.ACS_UNAVAILABLE, IdentityBench.code(bench.handle(token())));
    assertEquals(Optional.of(lost), bench.kept());
    assertHealed();
  }

  @Test
  void saysThatAcsOrTheTableRefusesTheBroker() {
    bench.acs.before =
        operation ->
            Optional.of(new Issuance.Refused(RefusalReason.BROKER_DENIED, "HTTP 401 Denied"));
    assertEquals(RefusalCode.ACS_DENIED, IdentityBench.code(bench.handle(token())));
    bench.table.before =
        operation ->
            Optional.of(
                new StoreFailure(StoreFailure.Cause.REFUSED, Optional.empty(), "HTTP 403 Denied"));
    assertEquals(RefusalCode.IDENTITY_TABLE_DENIED, IdentityBench.code(bench.handle(token())));
  }

  @Test
  void tellsTheManagedIdentityFromTheTable() {
    bench.table.before =
        operation ->
            Optional.of(
                new StoreFailure(
                    StoreFailure.Cause.MANAGED_IDENTITY_UNAVAILABLE, Optional.empty(), "none"));
    FinishedExchange finished = bench.handle(new IdentityRequest.Show(CALLER));
    assertEquals(RefusalCode.MANAGED_IDENTITY_UNAVAILABLE, IdentityBench.code(finished));
    assertEquals(Stage.MANAGED_IDENTITY, finished.stage());
  }

  @Test
  void endsWhatItBeganThoughNobodyWaitsAnyMore() throws Exception {
    CountDownLatch late = new CountDownLatch(1);
    CountDownLatch kept = new CountDownLatch(1);
    bench.acs.before =
        operation -> {
          try {
            assertTrue(late.await(20, TimeUnit.SECONDS));
          } catch (InterruptedException impossible) {
            throw new IllegalStateException(impossible);
          }
          return Optional.empty();
        };
    bench.table.after =
        operation -> {
          if (operation.equals("keep")) {
            kept.countDown();
          }
          return Optional.empty();
        };
    FinishedExchange finished =
        bench.instance().handle(token(), Deadline.in(Duration.ofMillis(50)));
    assertEquals(RefusalCode.DEADLINE_PASSED, IdentityBench.code(finished));
    late.countDown();
    assertTrue(kept.await(20, TimeUnit.SECONDS));
    assertHealed();
  }
}
