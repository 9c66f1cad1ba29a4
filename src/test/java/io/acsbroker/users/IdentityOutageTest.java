package io.acsbroker.users;

import static io.acsbroker.users.IdentityFixture.CALLER;
import static io.acsbroker.users.IdentityFixture.USER;
import static io.acsbroker.users.IdentityFixture.token;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.admission.UserLimit;
import io.acsbroker.fixture.EventDeadline;
import io.acsbroker.identity.StoreFailure;
import io.acsbroker.issuance.Issuance;
import io.acsbroker.issuance.Issuance.Cause;
import io.acsbroker.issuance.Issuance.RefusalReason;
import io.acsbroker.outcome.ExchangeOutcome.RefusedForNow;
import io.acsbroker.outcome.FinishedExchange;
import io.acsbroker.outcome.IdentityMark;
import io.acsbroker.outcome.RefusalCode;
import io.acsbroker.outcome.Stage;
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
  private final IdentityFixture fixture = new IdentityFixture();

  /** The table fails from this operation on. */
  private void failsFrom(String first) {
    List<String> failing = new ArrayList<>();
    fixture.table.before =
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
    fixture.table.before =
        operation ->
            operation.equals(one) ? Optional.of(FakeTable.DOWN) : Optional.<StoreFailure>empty();
  }

  private void mend() {
    fixture.table.before = operation -> Optional.empty();
    fixture.table.after = operation -> Optional.empty();
    fixture.acs.before = operation -> Optional.empty();
  }

  private FinishedExchange unavailable() {
    FinishedExchange finished = fixture.handle(token());
    RefusedForNow unavailable = assertInstanceOf(RefusedForNow.class, finished.outcome());
    assertEquals(RefusalCode.IDENTITY_TABLE_UNAVAILABLE, unavailable.refusal().code());
    assertEquals(Duration.ofSeconds(7), unavailable.retryAfter());
    assertEquals(Stage.TABLE, finished.stage());
    return finished;
  }

  @Test
  void beginsNothingAfterTheDeadline() {
    fixture.deadline = Duration.ZERO;
    for (IdentityRequest request :
        List.of(token(), new IdentityRequest.Create(CALLER), new IdentityRequest.Delete(CALLER))) {
      FinishedExchange finished = fixture.handle(request);
      assertEquals(RefusalCode.DEADLINE_PASSED, IdentityFixture.code(finished));
    }
    assertEquals(List.of(), fixture.table.asked);
    assertEquals(List.of(), fixture.acs.asked);
  }

  @Test
  void givesThreeOutagesInTenMinutesBack() {
    fixture.perUser = 3;
    failsFrom("find");
    UserIdentities instance = fixture.instance();
    int answered = 0;
    for (int i = 0; i < 60; i++) {
      FinishedExchange finished = instance.handle(token(), Deadline.in(Duration.ofSeconds(30)));
      RefusalCode code = IdentityFixture.code(finished);
      answered += code == RefusalCode.IDENTITY_TABLE_UNAVAILABLE ? 1 : 0;
    }
    assertEquals(6, answered, "three that count, and three that were given back");
    assertEquals(6, fixture.table.asked.size());
  }

  @Test
  void givesThreeRequestsBackForWhichTheTableWasTooSlow() {
    fixture.perUser = 1;
    UserIdentities instance = fixture.instance();
    for (int i = 0; i <= UserLimit.FREE_OUTAGES; i++) {
      CountDownLatch begun = new CountDownLatch(1);
      CountDownLatch end = new CountDownLatch(1);
      fixture.table.before =
          operation -> {
            begun.countDown();
            try {
              end.await();
            } catch (InterruptedException cutOff) {
              Thread.currentThread().interrupt();
            }
            return Optional.empty();
          };
      FinishedExchange late = instance.handle(token(), EventDeadline.once(begun));
      assertEquals(RefusalCode.DEADLINE_PASSED, IdentityFixture.code(late), "request " + i);
      end.countDown();
    }
    fixture.table.before = operation -> Optional.empty();
    assertEquals(
        RefusalCode.TOO_MANY_EXCHANGES,
        IdentityFixture.code(instance.handle(token(), Deadline.in(Duration.ofSeconds(30)))));
  }

  private static Set<IdentityMark> marks(FinishedExchange finished) {
    return finished.table().orElseThrow().marks();
  }

  /** Afterwards the user has one identity, and ACS no other. */
  private void assertHealed() {
    mend();
    fixture.granted();
    assertEquals(Optional.of(fixture.acs.identities), fixture.kept().map(Set::of));
  }

  @Test
  void asksAcsNothingWhereTheTableIsDown() {
    for (String operation : List.of("find", "intend")) {
      failsFrom(operation);
      assertEquals(Set.of(), marks(unavailable()));
      assertEquals(List.of(), fixture.acs.asked, operation);
      assertEquals(Map.of(), fixture.table.rows);
    }
    assertHealed();
  }

  @Test
  void removesAgainWhatCannotBeKept() {
    failsAt("keep");
    assertEquals(Set.of(IdentityMark.GIVEN_UP), marks(unavailable()));
    assertEquals(Set.of(), fixture.acs.identities);
    assertHealed();
  }

  @Test
  void keepsWhatIsKeptThoughTheAnswerWasLost() {
    fixture.table.after =
        operation ->
            operation.equals("keep") ? Optional.of(FakeTable.DOWN) : Optional.<StoreFailure>empty();
    assertEquals(Set.of(IdentityMark.MADE), marks(fixture.granted()));
    assertHealed();
  }

  @Test
  void leavesOneBehindAtMostWhereNobodyCanTellWhatWasKept() {
    failsFrom("keep");
    assertEquals(Set.of(IdentityMark.LEFT_BEHIND), marks(unavailable()));
    AcsIdentity orphan = fixture.acs.identities.iterator().next();
    mend();
    fixture.granted();
    assertEquals(Set.of(orphan, fixture.kept().orElseThrow()), fixture.acs.identities);
  }

  @Test
  void saysWhereOneIsLeftBehindSinceAcsIsDownToo() {
    fixture.acs.before =
        operation -> operation.equals("delete") ? Optional.of(ACS_DOWN) : Optional.empty();
    failsAt("keep");
    assertEquals(Set.of(IdentityMark.LEFT_BEHIND), marks(unavailable()));
  }

  @Test
  void goesOnWithAnIntentWhoseAnswerWasLost() {
    fixture.table.after =
        operation ->
            operation.equals("intend")
                ? Optional.of(FakeTable.DOWN)
                : Optional.<StoreFailure>empty();
    assertEquals(Set.of(), marks(unavailable()));
    assertEquals(List.of(), fixture.acs.asked);
    assertHealed();
  }

  @Test
  void withdrawsTheIntentWhereAcsMakesNothing() {
    fixture.acs.before = operation -> Optional.of(ACS_DOWN);
    FinishedExchange finished = fixture.handle(token());
    assertEquals(RefusalCode.ACS_UNAVAILABLE, IdentityFixture.code(finished));
    assertEquals(Stage.ACS, finished.stage());
    assertEquals(Map.of(), fixture.table.rows);
    assertHealed();
  }

  @Test
  void keepsTheOldIdentityWhereNoNewOneCanBeMade() {
    AcsIdentity lost = new AcsIdentity("8:acs:lost");
    fixture.table.put(USER, Optional.of(lost));
    fixture.acs.before =
        operation -> operation.equals("create") ? Optional.of(ACS_DOWN) : Optional.empty();
    assertEquals(RefusalCode.ACS_UNAVAILABLE, IdentityFixture.code(fixture.handle(token())));
    assertEquals(Optional.of(lost), fixture.kept());
    assertHealed();
  }

  @Test
  void saysThatAcsOrTheTableRefusesTheBroker() {
    fixture.acs.before =
        operation ->
            Optional.of(new Issuance.Refused(RefusalReason.BROKER_DENIED, "HTTP 401 Denied"));
    assertEquals(RefusalCode.ACS_DENIED, IdentityFixture.code(fixture.handle(token())));
    fixture.table.before =
        operation ->
            Optional.of(
                new StoreFailure(StoreFailure.Cause.REFUSED, Optional.empty(), "HTTP 403 Denied"));
    assertEquals(RefusalCode.IDENTITY_TABLE_DENIED, IdentityFixture.code(fixture.handle(token())));
  }

  @Test
  void tellsTheManagedIdentityFromTheTable() {
    fixture.table.before =
        operation ->
            Optional.of(
                new StoreFailure(
                    StoreFailure.Cause.MANAGED_IDENTITY_UNAVAILABLE, Optional.empty(), "none"));
    FinishedExchange finished = fixture.handle(new IdentityRequest.Show(CALLER));
    assertEquals(RefusalCode.MANAGED_IDENTITY_UNAVAILABLE, IdentityFixture.code(finished));
    assertEquals(Stage.MANAGED_IDENTITY, finished.stage());
  }

  @Test
  void endsWhatItBeganThoughNobodyWaitsAnyMore() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch late = new CountDownLatch(1);
    CountDownLatch kept = new CountDownLatch(1);
    fixture.acs.before =
        operation -> {
          begun.countDown();
          try {
            assertTrue(late.await(20, TimeUnit.SECONDS));
          } catch (InterruptedException impossible) {
            throw new IllegalStateException(impossible);
          }
          return Optional.empty();
        };
    fixture.table.after =
        operation -> {
          if (operation.equals("keep")) {
            kept.countDown();
          }
          return Optional.empty();
        };
    FinishedExchange finished = fixture.instance().handle(token(), EventDeadline.once(begun));
    assertEquals(RefusalCode.DEADLINE_PASSED, IdentityFixture.code(finished));
    late.countDown();
    assertTrue(kept.await(20, TimeUnit.SECONDS));
    assertHealed();
  }
}
