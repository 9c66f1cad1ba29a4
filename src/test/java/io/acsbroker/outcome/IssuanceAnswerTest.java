package io.acsbroker.outcome;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.acsbroker.issuance.Issuance;
import io.acsbroker.issuance.Issuance.Cause;
import io.acsbroker.issuance.Issuance.RefusalReason;
import io.acsbroker.outcome.ClaimsChallenge.Wanted;
import io.acsbroker.outcome.ExchangeOutcome.Challenged;
import io.acsbroker.outcome.ExchangeOutcome.Refused;
import io.acsbroker.outcome.ExchangeOutcome.RefusedForNow;
import io.acsbroker.outcome.ExchangeOutcome.UserRefused;
import io.acsbroker.subject.UserStanding;
import io.acsbroker.subject.VerifiedToken;
import io.acsbroker.subject.VerifiedTokens;
import io.acsbroker.token.ClientId;
import io.acsbroker.token.ObjectId;
import io.acsbroker.token.ReceivedToken;
import io.acsbroker.token.Subject;
import io.acsbroker.token.TenantId;
import io.acsbroker.token.TokenVersion;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** How it is answered when ACS issues nothing. */
class IssuanceAnswerTest {
  private static final Subject SUBJECT =
      new Subject(
          new TenantId("11111111-1111-4111-8111-111111111111"),
          new ObjectId("22222222-2222-4222-8222-222222222222"));
  private static final ClientId CLIENT = new ClientId("44444444-4444-4444-8444-444444444444");
  private static final ReceivedToken TOKEN = new ReceivedToken("x");
  private static final VerifiedToken PROOF =
      VerifiedTokens.of(TOKEN, SUBJECT, TokenVersion.V1, CLIENT, Set.of());
  private static final VerifiedToken GUEST =
      VerifiedTokens.standing(
          TOKEN,
          SUBJECT,
          CLIENT,
          Set.of(),
          new UserStanding(Set.of(), Set.of(), false, Optional.of("idp")));
  private static final ExchangeSubject UNREAD = new ExchangeSubject.Unread(TOKEN, PROOF, CLIENT);

  private static final ExchangeSubject DIRECT = new ExchangeSubject.Direct(PROOF);
  private static final ExchangeSubject SENT = new ExchangeSubject.Sent(PROOF, PROOF);
  private static final ExchangeSubject ON_BEHALF_OF = new ExchangeSubject.OnBehalfOf(PROOF, PROOF);

  @Test
  void isUnauthenticatedWhereAcsRejectsTheToken() {
    Issuance.Refused issuance =
        new Issuance.Refused(RefusalReason.SUBJECT_TOKEN_REJECTED, "HTTP 401");
    Refusal refusal =
        assertInstanceOf(Refused.class, IssuanceAnswer.to(issuance, DIRECT)).refusal();
    assertEquals(RefusalCode.TOKEN_REJECTED_BY_ACS, refusal.code());
    assertEquals("SUBJECT_TOKEN_REJECTED (HTTP 401)", refusal.reason());
  }

  @Test
  void isABadRequestWhereTheTokenCameBesideAHealthyCredential() {
    Issuance.Refused issuance =
        new Issuance.Refused(RefusalReason.SUBJECT_TOKEN_REJECTED, "HTTP 401");
    for (ExchangeSubject subject : List.of(SENT, UNREAD)) {
      Refusal refusal =
          assertInstanceOf(Refused.class, IssuanceAnswer.to(issuance, subject)).refusal();
      assertEquals(RefusalCode.SUBJECT_TOKEN_INVALID, refusal.code());
      assertEquals("SUBJECT_TOKEN_REJECTED (HTTP 401)", refusal.reason());
    }
  }

  @Test
  void asksToTryAgainWhereEntraGaveTheToken() {
    Issuance.Refused issuance =
        new Issuance.Refused(RefusalReason.SUBJECT_TOKEN_REJECTED, "HTTP 401");
    ExchangeOutcome outcome = IssuanceAnswer.to(issuance, ON_BEHALF_OF);
    RefusedForNow unavailable = assertInstanceOf(RefusedForNow.class, outcome);
    assertEquals(RefusalCode.TOKEN_REJECTED_BY_ACS, unavailable.refusal().code());
    assertEquals("SUBJECT_TOKEN_REJECTED (HTTP 401)", unavailable.refusal().reason());
    assertEquals(Duration.ofSeconds(1), unavailable.retryAfter());
    assertEquals(503, unavailable.status());
  }

  @Test
  void isABadRequestWhereAnUnreadTokenDoesNotFitItsCaller() {
    Issuance.Refused issuance = new Issuance.Refused(RefusalReason.REQUEST_REJECTED, "HTTP 400");
    Refusal refusal =
        assertInstanceOf(Refused.class, IssuanceAnswer.to(issuance, UNREAD)).refusal();
    assertEquals(RefusalCode.SUBJECT_TOKEN_INVALID, refusal.code());
    assertEquals("REQUEST_REJECTED (HTTP 400)", refusal.reason());
  }

  static List<Arguments> passesAClaimsChallengeOnToWhomeverCanMeetIt() {
    return List.of(
        arguments(DIRECT, Wanted.SUBJECT),
        arguments(SENT, Wanted.SUBJECT),
        arguments(UNREAD, Wanted.SUBJECT),
        arguments(ON_BEHALF_OF, Wanted.CALLER));
  }

  @ParameterizedTest
  @MethodSource
  void passesAClaimsChallengeOnToWhomeverCanMeetIt(ExchangeSubject subject, Wanted wanted) {
    Issuance.Refused issuance =
        new Issuance.Refused(
            RefusalReason.SUBJECT_TOKEN_REJECTED, "HTTP 401", Optional.of("{}"), Optional.empty());
    Challenged challenged =
        assertInstanceOf(Challenged.class, IssuanceAnswer.to(issuance, subject));
    assertEquals(RefusalCode.CLAIMS_CHALLENGE, challenged.refusal().code());
    assertEquals(
        new ClaimsChallenge(
            Optional.of("{}"),
            wanted,
            SUBJECT.tenant(),
            "https://login.microsoftonline.com/11111111-1111-4111-8111-111111111111"
                + "/oauth2/authorize"),
        challenged.challenge());
  }

  @Test
  void isForbiddenWithoutAccessToTheResource() {
    Issuance.Refused issuance = new Issuance.Refused(RefusalReason.ACCESS_NOT_ASSIGNED, "HTTP 403");
    Refusal refusal =
        assertInstanceOf(Refused.class, IssuanceAnswer.to(issuance, DIRECT)).refusal();
    assertEquals(RefusalCode.ACCESS_NOT_ASSIGNED, refusal.code());
    assertEquals("ACCESS_NOT_ASSIGNED (HTTP 403)", refusal.reason());
  }

  @Test
  void isForbiddenWithoutATeamsLicence() {
    Issuance.Refused issuance =
        new Issuance.Refused(RefusalReason.TEAMS_LICENSE_MISSING, "HTTP 403");
    Refusal refusal =
        assertInstanceOf(Refused.class, IssuanceAnswer.to(issuance, DIRECT)).refusal();
    assertEquals(RefusalCode.TEAMS_LICENSE_MISSING, refusal.code());
  }

  /** Either token may say so; of an unread one, with a caller's beside it, nobody knows. */
  @ParameterizedTest
  @EnumSource(names = {"TEAMS_LICENSE_MISSING", "TEAMS_LICENSE_TRIAL_ELIGIBLE"})
  void sendsAGuestWithoutALicenceHome(RefusalReason reason) {
    Issuance.Refused issuance = new Issuance.Refused(reason, "HTTP 403");
    for (ExchangeSubject guest :
        List.of(
            new ExchangeSubject.Direct(GUEST),
            new ExchangeSubject.Sent(GUEST, PROOF),
            new ExchangeSubject.Sent(PROOF, GUEST),
            new ExchangeSubject.OnBehalfOf(GUEST, PROOF),
            new ExchangeSubject.OnBehalfOf(PROOF, GUEST))) {
      assertTrue(detail(issuance, guest).contains("guest"), guest.toString());
      assertFalse(detail(issuance, guest).contains("administrator"), guest.toString());
    }
    for (ExchangeSubject other :
        List.of(DIRECT, SENT, ON_BEHALF_OF, new ExchangeSubject.Unread(TOKEN, GUEST, CLIENT))) {
      assertTrue(detail(issuance, other).contains("administrator"), other.toString());
      assertFalse(detail(issuance, other).contains("guest"), other.toString());
    }
  }

  private static String detail(Issuance.Refused issuance, ExchangeSubject subject) {
    return assertInstanceOf(Refused.class, IssuanceAnswer.to(issuance, subject)).refusal().detail();
  }

  @ParameterizedTest
  @CsvSource({
    "TEAMS_LICENSE_TRIAL_ELIGIBLE, TEAMS_LICENSE_TRIAL_ELIGIBLE",
    "TEAMS_DISABLED_FOR_TENANT, TEAMS_DISABLED_FOR_TENANT",
    "GUEST_NOT_REDEEMED, GUEST_NOT_REDEEMED"
  })
  void isForbiddenWhereTeamsDoesNotLetTheUserIn(RefusalReason reason, RefusalCode code) {
    Issuance.Refused issuance = new Issuance.Refused(reason, "HTTP 403");
    Refusal refusal =
        assertInstanceOf(Refused.class, IssuanceAnswer.to(issuance, DIRECT)).refusal();
    assertEquals(code, refusal.code());
    assertEquals(reason + " (HTTP 403)", refusal.reason());
  }

  @Test
  void handsOnTheCodeOfAcsWhereThereIsOneToHandOn() {
    for (Optional<String> acsCode : List.of(Optional.of("Unheard"), Optional.<String>empty())) {
      Issuance.Refused issuance =
          new Issuance.Refused(RefusalReason.USER_REFUSED, "HTTP 403", Optional.empty(), acsCode);
      UserRefused refused =
          assertInstanceOf(UserRefused.class, IssuanceAnswer.to(issuance, DIRECT));
      assertEquals(RefusalCode.USER_REFUSED_BY_ACS, refused.refusal().code());
      assertEquals(acsCode, refused.acsCode());
      assertEquals(acsCode.isPresent(), refused.refusal().detail().endsWith("acsCode says why."));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "BROKER_DENIED, ACS_DENIED",
    "REQUEST_REJECTED, ACS_REQUEST_REJECTED",
    "VERSION_UNSUPPORTED, ACS_VERSION_UNSUPPORTED",
    "ANSWER_NOT_UNDERSTOOD, ACS_ANSWER_NOT_UNDERSTOOD"
  })
  void isABadGatewayWhereTheOperatorHasToLook(RefusalReason reason, RefusalCode code) {
    Issuance.Refused issuance = new Issuance.Refused(reason, "HTTP 4xx");
    Refusal refusal =
        assertInstanceOf(Refused.class, IssuanceAnswer.to(issuance, DIRECT)).refusal();
    assertEquals(code, refusal.code());
    assertTrue(refusal.reason().startsWith(reason + " (HTTP 4xx)"), refusal.reason());
  }

  @Test
  void namesTheRoleToAssignInTheOperatorsLogAlone() {
    Issuance.Refused issuance =
        new Issuance.Refused(RefusalReason.BROKER_DENIED, "HTTP 401 Denied");
    Refusal refusal =
        assertInstanceOf(Refused.class, IssuanceAnswer.to(issuance, DIRECT)).refusal();
    assertTrue(refusal.reason().contains("Communication and Email Service Owner"));
    assertTrue(!refusal.detail().contains("Owner"));
  }

  @ParameterizedTest
  @CsvSource({
    "ACS_THROTTLES, ACS_THROTTLED",
    "ACS_UNAVAILABLE, ACS_UNAVAILABLE",
    "MANAGED_IDENTITY_UNAVAILABLE, MANAGED_IDENTITY_UNAVAILABLE"
  })
  void isUnavailableWhereAskingAgainMayHelp(Cause cause, RefusalCode code) {
    Issuance.Unavailable issuance =
        new Issuance.Unavailable(cause, Optional.of(Duration.ofSeconds(3)), "why");
    RefusedForNow unavailable = assertInstanceOf(RefusedForNow.class, IssuanceAnswer.to(issuance));
    assertEquals(code, unavailable.refusal().code());
    assertTrue(unavailable.refusal().reason().startsWith("why"));
    assertEquals(Duration.ofSeconds(3), unavailable.retryAfter());
  }
}
