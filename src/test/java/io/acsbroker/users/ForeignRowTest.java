package io.acsbroker.users;

import static io.acsbroker.users.IdentityFixture.CALLER;
import static io.acsbroker.users.IdentityFixture.USER;
import static io.acsbroker.users.IdentityFixture.token;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.issuance.IdentityAnswer;
import io.acsbroker.outcome.ExchangeOutcome.Done;
import io.acsbroker.outcome.FinishedExchange;
import io.acsbroker.outcome.IdentityMark;
import io.acsbroker.outcome.RefusalCode;
import io.acsbroker.outcome.Stage;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Rows whose identity another ACS resource has made, and identities that ACS calls another's. */
class ForeignRowTest {
  private final IdentityFixture fixture = new IdentityFixture();

  private static Set<IdentityMark> marks(FinishedExchange finished) {
    return finished.table().orElseThrow().marks();
  }

  private FinishedExchange delete() {
    return fixture.handle(new IdentityRequest.Delete(CALLER));
  }

  @Test
  void makesTheIdentityAnewInItsRow() {
    fixture.table.putForeign(USER);
    assertEquals(
        Set.of(IdentityMark.MADE_ANEW, IdentityMark.LEFT_BEHIND), marks(fixture.granted()));
    assertEquals(List.of("find", "find", "keep"), fixture.table.asked);
    assertEquals(List.of("create"), fixture.acs.asked);
  }

  @Test
  void asksAcsForNothingWhereItRemovesTheRow() {
    fixture.table.putForeign(USER);
    FinishedExchange finished = delete();
    assertEquals(new Done(), finished.outcome());
    assertEquals(Set.of(IdentityMark.LEFT_BEHIND), marks(finished));
    assertEquals(List.of(), fixture.acs.asked);
    assertFalse(fixture.table.rows.containsKey(USER));
  }

  @Test
  void looksAgainWhereTheRowChangesBeforeItIsRemoved() {
    fixture.table.putForeign(USER);
    AtomicInteger removals = new AtomicInteger();
    fixture.table.before =
        operation -> {
          if (operation.equals("remove") && removals.getAndIncrement() == 0) {
            fixture.table.putForeign(USER);
          }
          return Optional.empty();
        };
    assertEquals(new Done(), delete().outcome());
    assertEquals(2, removals.get());
  }

  @Test
  void saysThatTheTableIsDownWhereItCannotRemoveTheRow() {
    fixture.table.putForeign(USER);
    fixture.table.before =
        operation -> operation.equals("remove") ? Optional.of(FakeTable.DOWN) : Optional.empty();
    assertEquals(RefusalCode.IDENTITY_TABLE_UNAVAILABLE, IdentityFixture.code(delete()));
    assertTrue(fixture.table.rows.containsKey(USER));
  }

  @Test
  void removesWhatItMadeWhereAnotherResourceTakesTheRowMeanwhile() {
    fixture.table.before =
        operation -> {
          if (!operation.equals("keep")) {
            return Optional.empty();
          }
          fixture.table.putForeign(USER);
          return Optional.of(FakeTable.DOWN);
        };
    FinishedExchange finished = fixture.handle(token());
    assertEquals(RefusalCode.IDENTITY_TABLE_UNAVAILABLE, IdentityFixture.code(finished));
    assertEquals(Set.of(IdentityMark.GIVEN_UP), marks(finished));
    assertEquals(Set.of(), fixture.acs.identities);
  }

  @Test
  void revokesNothingAndShowsNothingOfAnotherResource() {
    fixture.table.putForeign(USER);
    FinishedExchange revoked = fixture.handle(new IdentityRequest.Revoke(CALLER));
    assertEquals(RefusalCode.IDENTITY_OF_ANOTHER_RESOURCE, IdentityFixture.code(revoked));
    assertEquals(Stage.ACS, revoked.stage());
    FinishedExchange shown = fixture.handle(new IdentityRequest.Show(CALLER));
    assertEquals(RefusalCode.IDENTITY_NOT_FOUND, IdentityFixture.code(shown));
  }

  @Test
  void keepsTheRowOfThisResourceWhoseIdentityAcsCallsAnothers() {
    fixture.table.put(USER, Optional.of(fixture.acs.make()));
    fixture.acs.before =
        operation -> Optional.of(new IdentityAnswer.NotOwned("HTTP 401 IdentityNotOwned"));
    for (IdentityRequest request :
        List.of(token(), new IdentityRequest.Revoke(CALLER), new IdentityRequest.Delete(CALLER))) {
      FinishedExchange finished = fixture.handle(request);
      assertEquals(RefusalCode.IDENTITY_OF_ANOTHER_RESOURCE, IdentityFixture.code(finished));
      assertTrue(fixture.kept().isPresent());
    }
  }
}
