package io.acsbroker.users;

import static io.acsbroker.users.IdentityFixture.CALLER;
import static io.acsbroker.users.IdentityFixture.USER;
import static io.acsbroker.users.IdentityFixture.token;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.acsbroker.identity.StoreFailure;
import io.acsbroker.issuance.IdentityAnswer;
import io.acsbroker.issuance.Issuance;
import io.acsbroker.issuance.Issuance.Cause;
import io.acsbroker.issuance.TokenOptions;
import io.acsbroker.outcome.ExchangeOutcome;
import io.acsbroker.outcome.ExchangeOutcome.Done;
import io.acsbroker.outcome.ExchangeOutcome.Refused;
import io.acsbroker.outcome.ExchangeOutcome.RefusedForNow;
import io.acsbroker.outcome.FinishedExchange;
import io.acsbroker.outcome.IdentityMark;
import io.acsbroker.outcome.RefusalCode;
import io.acsbroker.outcome.Stage;
import io.acsbroker.token.AcsIdentity;
import io.acsbroker.token.AcsScope;
import io.acsbroker.token.Deadline;
import io.acsbroker.token.Finding;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What tokens may be, how many there are, and how an identity ends. */
class IdentityRuleTest {
  private static final IdentityRequest DELETE = new IdentityRequest.Delete(CALLER);
  private static final IdentityRequest REVOKE = new IdentityRequest.Revoke(CALLER);
  private final IdentityFixture fixture = new IdentityFixture();

  private static IdentityRequest options(Set<AcsScope> scopes, long minutes) {
    return new IdentityRequest.Token(
        CALLER, Optional.of(scopes), Optional.of(Duration.ofMinutes(minutes)));
  }

  private AcsIdentity known() {
    AcsIdentity identity = fixture.acs.make();
    fixture.table.put(USER, Optional.of(identity));
    return identity;
  }

  @Test
  void issuesAllThatIsAllowedWhereNobodyAsksForLess() {
    fixture.granted();
    assertEquals(
        List.of(new TokenOptions(Set.of(AcsScope.VOIP, AcsScope.VOIP_JOIN), Duration.ofHours(10))),
        fixture.acs.wishes);
  }

  @Test
  void issuesLessWhereThatIsAskedFor() {
    fixture.handle(options(Set.of(AcsScope.VOIP_JOIN), 60));
    assertEquals(
        List.of(new TokenOptions(Set.of(AcsScope.VOIP_JOIN), Duration.ofMinutes(60))),
        fixture.acs.wishes);
  }

  @Test
  void refusesScopesThatAreNotAllowed() {
    FinishedExchange finished = fixture.handle(options(Set.of(AcsScope.VOIP, AcsScope.CHAT), 60));
    Refused forbidden = assertInstanceOf(Refused.class, finished.outcome());
    assertEquals(RefusalCode.SCOPES_NOT_ALLOWED, forbidden.refusal().code());
    assertEquals(
        "This broker issues no tokens with all of these scopes. Ask for none but those that its operator allows: voip, voip.join.",
        forbidden.refusal().detail());
    assertEquals(Finding.logged("not allowed chat"), forbidden.refusal().finding());
    assertEquals(Stage.POLICY, finished.stage());
    assertEquals(List.of(), fixture.table.asked);
  }

  @Test
  void refusesALifetimeThatIsNotAllowed() {
    fixture.handle(options(Set.of(AcsScope.VOIP), 600));
    assertEquals(1, fixture.acs.wishes.size());
    assertEquals(
        RefusalCode.LIFETIME_NOT_ALLOWED,
        IdentityFixture.code(fixture.handle(options(Set.of(AcsScope.VOIP), 601))));
  }

  @Test
  void hasALimitForEachUser() {
    fixture.perUser = 3;
    UserIdentities instance = fixture.instance();
    int granted = 0;
    for (int i = 0; i < 1000; i++) {
      FinishedExchange finished = instance.handle(token(), Deadline.in(Duration.ofSeconds(30)));
      if (finished.outcome() instanceof RefusedForNow tooMany) {
        assertEquals(RefusalCode.TOO_MANY_EXCHANGES, tooMany.refusal().code());
        assertEquals(Stage.USER_LIMIT, finished.stage());
      } else {
        granted++;
      }
    }
    assertEquals(3, granted);
    assertEquals(3, fixture.acs.asked.size());
  }

  @Test
  void countsNothingThatAcsWasNotAskedForOrCouldNotDo() {
    fixture.perUser = 1;
    UserIdentities instance = fixture.instance();
    Deadline deadline = Deadline.in(Duration.ofSeconds(30));
    for (IdentityRequest free : List.of(DELETE, REVOKE, new IdentityRequest.Show(CALLER))) {
      instance.handle(free, deadline);
    }
    fixture.acs.before =
        operation ->
            Optional.of(new Issuance.Unavailable(Cause.ACS_UNAVAILABLE, Optional.empty(), "down"));
    instance.handle(token(), deadline);
    fixture.acs.before = operation -> Optional.empty();
    assertInstanceOf(
        ExchangeOutcome.GrantedToIdentity.class, instance.handle(token(), deadline).outcome());
    assertEquals(
        RefusalCode.TOO_MANY_EXCHANGES, IdentityFixture.code(instance.handle(token(), deadline)));
  }

  @Test
  void revokesAtAcsAndKeepsTheIdentity() {
    AcsIdentity identity = known();
    assertEquals(new Done(), fixture.handle(REVOKE).outcome());
    assertEquals(List.of("revoke"), fixture.acs.asked);
    assertEquals(Optional.of(identity), fixture.kept());
  }

  @Test
  void hasNothingToRevokeWhereThereIsNoIdentity() {
    assertEquals(new Done(), fixture.handle(REVOKE).outcome());
    fixture.table.put(USER, Optional.empty());
    assertEquals(new Done(), fixture.handle(REVOKE).outcome());
    assertEquals(List.of(), fixture.acs.asked);
    fixture.table.put(USER, Optional.of(new AcsIdentity("8:acs:lost")));
    assertEquals(new Done(), fixture.handle(REVOKE).outcome());
  }

  @Test
  void removesAtAcsFirstAndThenTheRow() {
    known();
    fixture.acs.before =
        operation -> {
          assertEquals(1, fixture.table.rows.size());
          return Optional.empty();
        };
    assertEquals(new Done(), fixture.handle(DELETE).outcome());
    assertEquals(Set.of(), fixture.acs.identities);
    assertEquals(Map.of(), fixture.table.rows);
  }

  @Test
  void canBeAskedToRemoveAgain() {
    known();
    fixture.table.before =
        operation ->
            operation.equals("remove")
                ? Optional.of(FakeTable.DOWN)
                : Optional.<StoreFailure>empty();
    assertEquals(
        RefusalCode.IDENTITY_TABLE_UNAVAILABLE, IdentityFixture.code(fixture.handle(DELETE)));
    assertEquals(Set.of(), fixture.acs.identities);
    fixture.table.before = operation -> Optional.empty();
    assertEquals(new Done(), fixture.handle(DELETE).outcome());
    assertEquals(Map.of(), fixture.table.rows);
    assertEquals(new Done(), fixture.handle(DELETE).outcome());
  }

  @Test
  void keepsTheRowWhereAcsCouldNotRemoveTheIdentity() {
    AcsIdentity identity = known();
    fixture.acs.before =
        operation ->
            Optional.of(
                new Issuance.Unavailable(Cause.ACS_THROTTLES, Optional.empty(), "HTTP 429"));
    assertEquals(RefusalCode.ACS_THROTTLED, IdentityFixture.code(fixture.handle(DELETE)));
    assertEquals(Optional.of(identity), fixture.kept());
  }

  @Test
  void removesAnIntentToo() {
    fixture.table.put(USER, Optional.empty());
    assertEquals(new Done(), fixture.handle(DELETE).outcome());
    assertEquals(Map.of(), fixture.table.rows);
    assertEquals(List.of(), fixture.acs.asked);
  }

  @Test
  void leavesAnIdentityAloneThatIsMadeMeanwhile() {
    known();
    fixture.acs.before =
        operation -> {
          fixture.acs.before = any -> Optional.<IdentityAnswer>empty();
          known();
          return Optional.empty();
        };
    assertEquals(new Done(), fixture.handle(DELETE).outcome());
    assertEquals(Optional.of(fixture.acs.identities), fixture.kept().map(Set::of));
  }

  @Test
  void makesAnotherOneForAUserWhoIsDeletedWhileATokenIsIssued() {
    known();
    fixture.acs.before =
        operation -> {
          fixture.acs.before = any -> Optional.<IdentityAnswer>empty();
          fixture.handle(DELETE);
          return Optional.empty();
        };
    FinishedExchange finished = fixture.granted();
    assertEquals(Set.of(IdentityMark.MADE), finished.table().orElseThrow().marks());
    assertEquals(Optional.of(fixture.acs.identities), fixture.kept().map(Set::of));
  }
}
