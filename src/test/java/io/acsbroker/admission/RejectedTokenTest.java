package io.acsbroker.admission;

import static io.acsbroker.admission.CallerCheckFixture.API;
import static io.acsbroker.admission.CallerCheckFixture.CALLER;
import static io.acsbroker.admission.CallerCheckFixture.CALLER_CLIENT;
import static io.acsbroker.admission.CallerCheckFixture.DELEGATED;
import static io.acsbroker.admission.CallerCheckFixture.SCOPE;
import static io.acsbroker.admission.CallerCheckFixture.SUBJECT;
import static io.acsbroker.admission.CallerCheckFixture.TENANT;
import static io.acsbroker.admission.CallerCheckFixture.USER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.acsbroker.outcome.ClaimsChallenge;
import io.acsbroker.outcome.ExchangeOutcome;
import io.acsbroker.outcome.ExchangeOutcome.Granted;
import io.acsbroker.outcome.ExchangeOutcome.Refused;
import io.acsbroker.outcome.FinishedExchange;
import io.acsbroker.outcome.Refusal;
import io.acsbroker.outcome.RefusalCode;
import io.acsbroker.outcome.Stage;
import io.acsbroker.outcome.Trail;
import io.acsbroker.subject.RejectionReason;
import io.acsbroker.subject.UserStanding;
import io.acsbroker.subject.Verification.Rejected;
import io.acsbroker.token.AccessRules;
import io.acsbroker.token.ReadinessProblem;
import io.acsbroker.token.ReadinessProblem.Kind;
import io.acsbroker.token.ReceivedToken;
import io.acsbroker.token.TenantId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A token that does not count is answered by how it came: as credential, beside one, or not. */
class RejectedTokenTest {
  private static final Rejected EXPIRED =
      new Rejected(RejectionReason.EXPIRED, "exp", "a time to come", Optional.of(TENANT));

  private final CallerCheckFixture fixture = new CallerCheckFixture();

  @Test
  void tellsWhatToAskEntraForInPlaceOfABadCallerToken() {
    fixture.verification(
        CALLER,
        new Rejected(RejectionReason.AUDIENCE_IS_ACS, "aud", "the API", Optional.of(TENANT)));
    FinishedExchange finished = fixture.exchange(SUBJECT);
    Refusal refusal = assertInstanceOf(Refused.class, finished.outcome()).refusal();
    assertEquals(RefusalCode.TOKEN_AUDIENCE_WRONG, refusal.code());
    assertEquals(
        "The caller token is for Azure Communication Services, not for this broker's own API and"
            + " telling the broker who is calling. Ask Entra for the scope api://"
            + API.value()
            + "/access_as_user, and for no other resource's scopes in the same request. The subject"
            + " token, which is for Azure Communication Services, goes into the member accessToken"
            + " of the body or the header teams-user-aad-token.",
        refusal.detail());
    assertEquals(Optional.of(TENANT), finished.trail().knownTenant());
    assertEquals(Stage.CLAIMS, finished.stage());
  }

  @Test
  void findsFaultWithTheRequestWhereTheTokenBesideTheCredentialIsBad() {
    fixture.verification(SUBJECT, EXPIRED);
    FinishedExchange finished = fixture.exchange(SUBJECT);
    Refusal refusal = assertInstanceOf(Refused.class, finished.outcome()).refusal();
    assertEquals(RefusalCode.SUBJECT_TOKEN_INVALID, refusal.code());
    assertEquals("exp", refusal.claim());
    assertEquals("a time to come", refusal.expected());
    assertEquals("EXPIRED", refusal.reason());
    assertEquals(Optional.of(USER), finished.trail().user());
  }

  @Test
  void keepsTheTenantInMindOfATokenThatSaysNone() {
    Trail trail = Trail.EMPTY.withTenant(Optional.of(TENANT));
    assertEquals(Optional.of(TENANT), trail.withTenant(Optional.empty()).tenant());
  }

  @Test
  void forbidsTheTenantOfATokenBesideTheCredentialAllTheSame() {
    fixture.verification(
        SUBJECT, new Rejected(RejectionReason.TENANT_NOT_ALLOWED, "tid", "x", Optional.of(TENANT)));
    Refusal refusal =
        assertInstanceOf(Refused.class, fixture.exchange(SUBJECT).outcome()).refusal();
    assertEquals(RefusalCode.TENANT_NOT_ALLOWED, refusal.code());
  }

  @Test
  void leavesToTheOperatorWhatEntraGave() {
    fixture.onBehalfOf = true;
    fixture.verification(DELEGATED, EXPIRED);
    FinishedExchange finished = fixture.exchange();
    Refusal refusal = assertInstanceOf(Refused.class, finished.outcome()).refusal();
    assertEquals(RefusalCode.ON_BEHALF_OF_TOKEN_INVALID, refusal.code());
    assertEquals("EXPIRED", refusal.reason());
    assertEquals(List.of(CALLER), fixture.distrusted);
    assertEquals(List.of(), fixture.forgotten);
  }

  @Test
  void refusesATenantWhoseRuleIsBroken() {
    fixture.rules = new AccessRules.ForEach(Map.of(TENANT, Optional.empty()));
    Refusal refusal =
        assertInstanceOf(Refused.class, fixture.exchange(SUBJECT).outcome()).refusal();
    assertEquals(RefusalCode.TENANT_MISCONFIGURED, refusal.code());
    assertEquals("TENANT_MISCONFIGURED", refusal.reason());
    fixture.rules = new AccessRules.ForEach(Map.of());
    assertEquals(
        RefusalCode.TENANT_MISCONFIGURED,
        assertInstanceOf(Refused.class, fixture.exchange(SUBJECT).outcome()).refusal().code());
  }

  @Test
  void leavesGuestsToAcsWhereNobodySaysOtherwise() {
    UserStanding guest = new UserStanding(Set.of(), Set.of(), false, Optional.of("idp"));
    fixture.standing(CALLER, USER, CALLER_CLIENT, Set.of(SCOPE), guest);
    assertInstanceOf(Granted.class, fixture.exchange(SUBJECT).outcome());
  }

  @ParameterizedTest
  @CsvSource({"16384, 0, true", "16383, 1, true", "16385, 0, false", "16384, 1, false"})
  void takesUnreadWhatIsNoLongerThanATokenIs(int letters, int signs, boolean taken) {
    fixture.unread = true;
    ReceivedToken token = new ReceivedToken("x".repeat(letters) + "=".repeat(signs));
    ExchangeOutcome outcome = fixture.exchange(token).outcome();
    assertEquals(taken, outcome instanceof Granted);
    assertEquals(
        !taken,
        outcome instanceof Refused(Refusal refusal)
            && refusal.code() == RefusalCode.SUBJECT_TOKEN_INVALID);
  }

  @Test
  void namesWhoseTokenAChallengeIsFor() {
    assertEquals("caller", ClaimsChallenge.Wanted.CALLER.text());
    assertEquals("subject", ClaimsChallenge.Wanted.SUBJECT.text());
  }

  @Test
  void saysAllThatStandsInTheWayOfTheFirstRequestKeysFirst() {
    assertEquals(List.of(), fixture.problems());
    fixture.onBehalfOf = true;
    ReadinessProblem identity = new ReadinessProblem(Kind.MANAGED_IDENTITY, "timeout");
    fixture.credentialProblem = Optional.of(identity);
    assertEquals(List.of(identity), fixture.problems());
    fixture.keyProblem = Optional.of("keys");
    assertEquals(
        List.of(new ReadinessProblem(Kind.SIGNING_KEYS, "keys"), identity), fixture.problems());
  }

  @Test
  void servesNoOtherTenantByTheRuleOfOne() {
    TenantId other = new TenantId("33333333-3333-4333-8333-333333333333");
    fixture.rules = new AccessRules.ForEach(Map.of(other, Optional.of(fixture.rule)));
    Refusal refusal =
        assertInstanceOf(Refused.class, fixture.exchange(SUBJECT).outcome()).refusal();
    assertEquals(RefusalCode.TENANT_MISCONFIGURED, refusal.code());
  }
}
