package io.acsbroker.admission;

import static io.acsbroker.admission.CallerCheckFixture.API;
import static io.acsbroker.admission.CallerCheckFixture.CALLER;
import static io.acsbroker.admission.CallerCheckFixture.CALLER_CLIENT;
import static io.acsbroker.admission.CallerCheckFixture.CLIENT;
import static io.acsbroker.admission.CallerCheckFixture.DELEGATED;
import static io.acsbroker.admission.CallerCheckFixture.SUBJECT;
import static io.acsbroker.admission.CallerCheckFixture.TEAMS;
import static io.acsbroker.admission.CallerCheckFixture.TENANT;
import static io.acsbroker.admission.CallerCheckFixture.USER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.issuance.Issuance;
import io.acsbroker.issuance.IssuanceRequest;
import io.acsbroker.outcome.ExchangeOutcome.Granted;
import io.acsbroker.outcome.ExchangeOutcome.Refused;
import io.acsbroker.outcome.ExchangeOutcome.RefusedForNow;
import io.acsbroker.outcome.FinishedExchange;
import io.acsbroker.outcome.Refusal;
import io.acsbroker.outcome.RefusalCode;
import io.acsbroker.subject.RejectionReason;
import io.acsbroker.subject.Verification;
import io.acsbroker.subject.Verification.KeyUnknown;
import io.acsbroker.subject.Verification.KeysUnavailable;
import io.acsbroker.subject.Verification.Rejected;
import io.acsbroker.token.ClientId;
import io.acsbroker.token.ExchangeRoute;
import io.acsbroker.token.Finding;
import io.acsbroker.token.ObjectId;
import io.acsbroker.token.ReadinessProblem;
import io.acsbroker.token.ReceivedToken;
import io.acsbroker.token.Scope;
import io.acsbroker.token.Subject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is asked for, and believed, of Entra's tokens on behalf of a caller. */
class DelegatedSubjectTest {
  private final CallerCheckFixture fixture = new CallerCheckFixture();

  @BeforeEach
  void askEntra() {
    fixture.onBehalfOf = true;
  }

  @Test
  void asksAcsForTheBrokersOwnClient() {
    long start = System.nanoTime();
    FinishedExchange finished = fixture.exchange();
    Duration all = Duration.ofNanos(System.nanoTime() - start);
    assertTrue(finished.trail().delegating().compareTo(all) <= 0);
    assertTrue(finished.trail().verifying().compareTo(all) <= 0);
    assertInstanceOf(Granted.class, finished.outcome());
    assertEquals(
        List.of(new IssuanceRequest(ExchangeRoute.TEAMS, DELEGATED, API, USER)), fixture.asked);
    assertEquals(Optional.of(DELEGATED), finished.trail().subjectToken());
    assertTrue(finished.trail().delegating().isPositive());
    assertEquals(List.of(), fixture.forgotten);
  }

  @Test
  void comparesTheAssertedClientWithTheCallers() {
    assertInstanceOf(
        Granted.class,
        fixture.exchange(Optional.of(CALLER_CLIENT), Duration.ofMinutes(1)).outcome());
    FinishedExchange finished = fixture.exchange(Optional.of(API), Duration.ofMinutes(1));
    Refusal refusal = assertInstanceOf(Refused.class, finished.outcome()).refusal();
    assertEquals(RefusalCode.CLIENT_MISMATCH, refusal.code());
    assertTrue(refusal.detail().startsWith("The caller token was not issued"), refusal::detail);
    assertEquals("azp", refusal.claim());
  }

  @ParameterizedTest
  @CsvSource({
    "user, ANOTHER_USER, ''",
    "client, ANOTHER_CLIENT, azp 44444444-4444-4444-8444-444444444444",
    "scopes, SCOPES_MISSING, missing Teams.ManageCalls"
  })
  void believesNothingThatItDidNotAskForAndRemembersItAsARefusal(
      String wrong, String reason, String details) {
    Subject user =
        wrong.equals("user")
            ? new Subject(TENANT, new ObjectId("99999999-9999-4999-8999-999999999999"))
            : USER;
    ClientId client = wrong.equals("client") ? CLIENT : API;
    Set<Scope> scopes = wrong.equals("scopes") ? Set.of(new Scope("Teams.ManageChats")) : TEAMS;
    fixture.verified(DELEGATED, user, client, scopes);
    FinishedExchange finished = fixture.exchange();
    Refusal refusal = assertInstanceOf(Refused.class, finished.outcome()).refusal();
    assertEquals(RefusalCode.ON_BEHALF_OF_TOKEN_INVALID, refusal.code());
    assertEquals(reason, refusal.reason());
    assertEquals(Finding.logged(details), refusal.finding());
    assertEquals(List.of(CALLER), fixture.distrusted);
    assertEquals(List.of(), fixture.forgotten);
    assertEquals(List.of(), fixture.asked);
  }

  @Test
  void keepsATokenThatNobodyCanVerifyNow() {
    fixture.verification(DELEGATED, new KeysUnavailable(Duration.ofSeconds(5), "HTTP 500"));
    RefusedForNow unavailable = assertInstanceOf(RefusedForNow.class, fixture.exchange().outcome());
    assertEquals(RefusalCode.SIGNING_KEYS_UNAVAILABLE, unavailable.refusal().code());
    assertEquals(List.of(), fixture.forgotten);
  }

  @Test
  void keepsATokenWhoseKeyIsNotKnownYet() {
    fixture.verification(DELEGATED, new KeyUnknown(Duration.ofSeconds(8), "not among the 2 keys"));
    RefusedForNow unavailable = assertInstanceOf(RefusedForNow.class, fixture.exchange().outcome());
    assertEquals(RefusalCode.SIGNING_KEY_UNKNOWN, unavailable.refusal().code());
    assertEquals(Duration.ofSeconds(8), unavailable.retryAfter());
    assertEquals(503, unavailable.status());
    assertEquals(List.of(), fixture.forgotten);
  }

  @Test
  void noticesThatEntrasOwnTokensHaveUnknownKeysForAMinuteUntilOneIsKnown() {
    Verification known = fixture.verification(DELEGATED);
    fixture.verification(DELEGATED, new KeyUnknown(Duration.ofSeconds(8), "not among the 2 keys"));
    fixture.exchange();
    fixture.clock.pass(Duration.ofMinutes(1));
    fixture.exchange();
    assertEquals(
        Optional.of(
            "signing keys: Entra's own token on behalf of a user has a key that is not published,"
                + " since 2026-05-04T10:00:00Z"),
        fixture.unknownKey.problem().map(ReadinessProblem::toString));
    fixture.verification(DELEGATED, known);
    fixture.exchange();
    assertEquals(Optional.empty(), fixture.unknownKey.problem());
  }

  @ParameterizedTest
  @CsvSource({"EXPIRED, true", "AUDIENCE_WRONG, true", "SIGNATURE_INVALID, false"})
  void noticesThatAKeyIsKnownOfATokenThatIsRejectedForWhatItSays(
      RejectionReason reason, boolean known) {
    fixture.verification(DELEGATED, new KeyUnknown(Duration.ofSeconds(8), "not among the 2 keys"));
    fixture.exchange();
    fixture.clock.pass(Duration.ofMinutes(1));
    fixture.exchange();
    fixture.verification(DELEGATED, new Rejected(reason, null, null, Optional.empty()));
    fixture.exchange();
    assertEquals(known, fixture.unknownKey.problem().isEmpty());
  }

  /** Anybody can invent those. */
  @Test
  void noticesNothingOfUnknownKeysThatClientsSend() {
    for (ReceivedToken sent : List.of(SUBJECT, CALLER)) {
      fixture.verification(sent, new KeyUnknown(Duration.ofSeconds(8), "not among the 2 keys"));
      fixture.exchange(SUBJECT);
      fixture.clock.pass(Duration.ofMinutes(1));
      fixture.exchange(SUBJECT);
      assertEquals(Optional.empty(), fixture.unknownKey.problem());
    }
  }

  @ParameterizedTest
  @CsvSource({"SUBJECT_TOKEN_REJECTED, 1", "TEAMS_LICENSE_MISSING, 0", "BROKER_DENIED, 0"})
  void forgetsATokenThatAcsDoesNotTake(Issuance.RefusalReason reason, int forgotten) {
    fixture.issuance = new Issuance.Refused(reason, "HTTP 4xx");
    fixture.exchange();
    assertEquals(forgotten, fixture.forgotten.size());
  }

  @ParameterizedTest
  @CsvSource({
    "EXPIRED, true, true",
    "NOT_YET_VALID, true, true",
    "EXPIRED, false, false",
    "AUDIENCE_WRONG, true, false"
  })
  void suspectsItsOwnClockWhereThatDiffersAndTheTokenIsNotValidAtThisTime(
      RejectionReason reason, boolean clockDiffers, boolean suspected) {
    fixture.clockProblem = Optional.of("20 min ahead").filter(problem -> clockDiffers);
    fixture.verification(DELEGATED, new Rejected(reason, null, null, Optional.empty()));
    Refusal refusal = assertInstanceOf(Refused.class, fixture.exchange().outcome()).refusal();
    assertEquals(RefusalCode.ON_BEHALF_OF_TOKEN_INVALID, refusal.code());
    assertEquals(reason.name(), refusal.reason());
    assertEquals(
        suspected,
        refusal.detail().contains("not valid by the clock of the broker"),
        refusal::detail);
  }
}
