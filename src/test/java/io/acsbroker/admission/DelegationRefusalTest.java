package io.acsbroker.admission;

import static io.acsbroker.admission.CallerCheckFixture.API;
import static io.acsbroker.admission.CallerCheckFixture.TENANT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.delegation.Delegation;
import io.acsbroker.delegation.Delegation.Cause;
import io.acsbroker.delegation.Delegation.RefusalReason;
import io.acsbroker.outcome.ClaimsChallenge;
import io.acsbroker.outcome.ClaimsChallenge.Wanted;
import io.acsbroker.outcome.ExchangeOutcome.Challenged;
import io.acsbroker.outcome.ExchangeOutcome.ConsentMissing;
import io.acsbroker.outcome.ExchangeOutcome.DeadlinePassed;
import io.acsbroker.outcome.ExchangeOutcome.Refused;
import io.acsbroker.outcome.ExchangeOutcome.RefusedForNow;
import io.acsbroker.outcome.FinishedExchange;
import io.acsbroker.outcome.Refusal;
import io.acsbroker.outcome.RefusalCode;
import io.acsbroker.outcome.Stage;
import io.acsbroker.token.ExchangeRoute;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Entra refuses on behalf of a caller, and who hears what of it. */
class DelegationRefusalTest {
  private final CallerCheckFixture fixture = new CallerCheckFixture();

  @BeforeEach
  void askEntra() {
    fixture.onBehalfOf = true;
  }

  private FinishedExchange refused(RefusalReason reason, Optional<String> claims) {
    fixture.delegation = new Delegation.Refused(reason, claims, "AADSTS1");
    FinishedExchange finished = fixture.exchange();
    assertEquals(Stage.ON_BEHALF_OF, finished.stage());
    assertEquals(List.of(), fixture.asked);
    return finished;
  }

  private static void assertRefusal(RefusalCode code, RefusalReason reason, Refusal refusal) {
    assertEquals(code, refusal.code());
    assertTrue(refusal.reason().startsWith(reason + " (AADSTS1)"), refusal.reason());
  }

  @Test
  void saysWhereToConsent() {
    FinishedExchange finished = refused(RefusalReason.CONSENT_MISSING, Optional.empty());
    ConsentMissing missing = assertInstanceOf(ConsentMissing.class, finished.outcome());
    assertRefusal(RefusalCode.CONSENT_REQUIRED, RefusalReason.CONSENT_MISSING, missing.refusal());
    assertEquals(
        URI.create(
            "https://entra.example/" + TENANT.value() + "/adminconsent?client_id=" + API.value()),
        missing.consentUrl());
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = "{}")
  void passesAChallengeOn(@Nullable String claims) {
    FinishedExchange finished =
        refused(RefusalReason.INTERACTION_REQUIRED, Optional.ofNullable(claims));
    Challenged challenged = assertInstanceOf(Challenged.class, finished.outcome());
    assertRefusal(
        RefusalCode.INTERACTION_REQUIRED, RefusalReason.INTERACTION_REQUIRED, challenged.refusal());
    assertEquals(
        claims != null,
        challenged.refusal().detail().endsWith("interactively, with these claims."));
    assertEquals(
        new ClaimsChallenge(
            Optional.ofNullable(claims),
            Wanted.CALLER,
            TENANT,
            "https://login.microsoftonline.com/" + TENANT.value() + "/oauth2/authorize"),
        challenged.challenge());
  }

  @Test
  void wantsAnotherCallerTokenWhereEntraTakesThisOneNoMore() {
    FinishedExchange finished = refused(RefusalReason.CALLER_TOKEN_REJECTED, Optional.empty());
    assertRefusal(
        RefusalCode.TOKEN_REJECTED_BY_ENTRA,
        RefusalReason.CALLER_TOKEN_REJECTED,
        assertInstanceOf(Refused.class, finished.outcome()).refusal());
  }

  private void assertRefused(RefusalCode code, RefusalReason reason) {
    FinishedExchange finished = refused(reason, Optional.empty());
    assertRefusal(code, reason, assertInstanceOf(Refused.class, finished.outcome()).refusal());
  }

  @ParameterizedTest
  @CsvSource({
    "USER_BLOCKED, USER_BLOCKED",
    "TENANT_BLOCKED, TENANT_BLOCKED",
    "APPLICATION_DISABLED, APPLICATION_DISABLED"
  })
  void forbidsWhomEntraHasBlocked(RefusalReason reason, RefusalCode code) {
    assertRefused(code, reason);
  }

  @ParameterizedTest
  @CsvSource({
    "BROKER_DENIED, ENTRA_DENIED",
    "FEDERATION_DENIED, ENTRA_DENIED",
    "PERMISSION_MISSING, ENTRA_DENIED",
    "ANSWER_NOT_UNDERSTOOD, ENTRA_ANSWER_NOT_UNDERSTOOD"
  })
  void leavesToTheOperatorWhatOnlyTheOperatorCanMend(RefusalReason reason, RefusalCode code) {
    assertRefused(code, reason);
  }

  @ParameterizedTest
  @CsvSource({
    "ENTRA_UNAVAILABLE, ENTRA_UNAVAILABLE",
    "ENTRA_THROTTLED, ENTRA_THROTTLED",
    "ENTRA_FOUND_LOOP, ENTRA_THROTTLED",
    "MANAGED_IDENTITY_UNAVAILABLE, MANAGED_IDENTITY_UNAVAILABLE"
  })
  void isUnavailableWhereAskingAgainMayHelp(Cause cause, RefusalCode code) {
    fixture.delegation = new Delegation.Unavailable(cause, Duration.ofSeconds(9), "why");
    FinishedExchange finished = fixture.exchange();
    RefusedForNow unavailable = assertInstanceOf(RefusedForNow.class, finished.outcome());
    assertEquals(code, unavailable.refusal().code());
    assertTrue(unavailable.refusal().reason().startsWith("why"));
    assertEquals(Duration.ofSeconds(9), unavailable.retryAfter());
    assertEquals(Stage.ON_BEHALF_OF, finished.stage());
  }

  @Test
  void isLateWhereTheDeadlinePassedMeanwhile() {
    fixture.delegation =
        new Delegation.Unavailable(Cause.ENTRA_UNAVAILABLE, Duration.ofSeconds(5), "Entra");
    FinishedExchange finished = fixture.exchange(Optional.empty(), Duration.ZERO);
    Refusal refusal = assertInstanceOf(DeadlinePassed.class, finished.outcome()).refusal();
    assertEquals("waited for: Entra", refusal.reason());
    assertEquals(Stage.ON_BEHALF_OF, finished.stage());
  }

  @Test
  void namesThePermissionsThatAnAdministratorHasToAdd() {
    FinishedExchange finished = refused(RefusalReason.PERMISSION_MISSING, Optional.empty());
    Refusal refusal = assertInstanceOf(Refused.class, finished.outcome()).refusal();
    assertTrue(
        refusal
            .reason()
            .endsWith(
                " does not have among its permissions Teams.ManageCalls of "
                    + ExchangeRoute.TEAMS.resource().title()),
        refusal::reason);
  }
}
