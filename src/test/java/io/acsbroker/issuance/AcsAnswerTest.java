package io.acsbroker.issuance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.azure.core.exception.HttpResponseException;
import com.azure.core.http.HttpHeaders;
import io.acsbroker.issuance.Issuance.Cause;
import io.acsbroker.issuance.Issuance.RefusalReason;
import io.acsbroker.issuance.Issuance.Refused;
import io.acsbroker.issuance.Issuance.Unavailable;
import io.acsbroker.token.ExchangeRoute;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class AcsAnswerTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private static Issuance issuance(int status, String code, @Nullable String retryAfter) {
    return issuance(ExchangeRoute.TEAMS, status, code, retryAfter);
  }

  private static Issuance issuance(
      ExchangeRoute route, int status, String code, @Nullable String retryAfter) {
    return new AcsAnswer(
            status,
            "HTTP " + status,
            code,
            Optional.ofNullable(retryAfter),
            Optional.empty(),
            Optional.empty())
        .issuance(route, NOW);
  }

  @ParameterizedTest
  @CsvSource({
    "401, InvalidAccessToken, SUBJECT_TOKEN_REJECTED",
    "401, Denied, BROKER_DENIED",
    "401, '', BROKER_DENIED",
    "401, Unheard, ANSWER_NOT_UNDERSTOOD",
    "403, Denied, BROKER_DENIED",
    "403, Forbidden, BROKER_DENIED",
    "403, '', BROKER_DENIED",
    "403, UserLicenseNotPresentForbidden, TEAMS_LICENSE_MISSING",
    "403, InvalidAccessToken, SUBJECT_TOKEN_REJECTED",
    "403, UserLicenseNotPresentTrialEligible, TEAMS_LICENSE_TRIAL_ELIGIBLE",
    "403, TeamsDisabledForTenantForbidden, TEAMS_DISABLED_FOR_TENANT",
    "403, GuestUserNotRedeemed, GUEST_NOT_REDEEMED",
    "401, GuestUserNotRedeemed, ANSWER_NOT_UNDERSTOOD",
    "403, Unheard, USER_REFUSED",
    "400, ValidationError, REQUEST_REJECTED",
    "400, UnsupportedApiVersion, VERSION_UNSUPPORTED",
    "400, '', ANSWER_NOT_UNDERSTOOD",
    "404, NotFound, ANSWER_NOT_UNDERSTOOD",
    "418, '', ANSWER_NOT_UNDERSTOOD",
    "200, '', ANSWER_NOT_UNDERSTOOD",
    "302, '', ANSWER_NOT_UNDERSTOOD"
  })
  void tellsWhoseFaultARefusalIs(int status, String code, RefusalReason reason) {
    Refused refused = assertInstanceOf(Refused.class, issuance(status, code, null));
    assertEquals(reason, refused.reason());
    assertEquals(("HTTP " + status + " " + code).strip(), refused.diagnosis());
  }

  @ParameterizedTest
  @CsvSource({
    "401, InvalidAccessToken, SUBJECT_TOKEN_REJECTED",
    "401, Denied, SUBJECT_TOKEN_REJECTED",
    "401, '', SUBJECT_TOKEN_REJECTED",
    "403, Forbidden, ACCESS_NOT_ASSIGNED",
    "403, Denied, ACCESS_NOT_ASSIGNED",
    "403, '', ACCESS_NOT_ASSIGNED",
    "401, Unheard, SUBJECT_TOKEN_REJECTED",
    "403, InvalidAccessToken, SUBJECT_TOKEN_REJECTED",
    "403, GuestUserNotRedeemed, GUEST_NOT_REDEEMED",
    "403, UserLicenseNotPresentForbidden, TEAMS_LICENSE_MISSING",
    "400, ValidationError, REQUEST_REJECTED",
    "400, UnsupportedApiVersion, VERSION_UNSUPPORTED",
    "404, NotFound, ANSWER_NOT_UNDERSTOOD",
    "302, '', ANSWER_NOT_UNDERSTOOD"
  })
  void blamesNobodyButTheUserWhereTheUsersTokenIsTheOnlyCredential(
      int status, String code, RefusalReason reason) {
    for (ExchangeRoute route : List.of(ExchangeRoute.ENTRA, ExchangeRoute.TEAMS_PHONE)) {
      Refused refused = assertInstanceOf(Refused.class, issuance(route, status, code, null));
      assertEquals(reason, refused.reason());
    }
  }

  @ParameterizedTest
  @CsvSource({"ENTRA, ACCESS_NOT_ASSIGNED", "TEAMS_PHONE, USER_REFUSED"})
  void takesAnUnknown403ForTheResourcesWhereTeamsHasNoSay(
      ExchangeRoute route, RefusalReason reason) {
    for (String code : List.of("SubscriptionNotAllowed", "Unheard")) {
      Refused refused = assertInstanceOf(Refused.class, issuance(route, 403, code, null));
      assertEquals(reason, refused.reason());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "429, ACS_THROTTLES",
    "408, ACS_UNAVAILABLE",
    "500, ACS_UNAVAILABLE",
    "502, ACS_UNAVAILABLE",
    "503, ACS_UNAVAILABLE",
    "504, ACS_UNAVAILABLE",
    "501, ACS_UNAVAILABLE",
    "520, ACS_UNAVAILABLE",
    "0, ACS_UNAVAILABLE"
  })
  void tellsWhenAskingAgainMayHelp(int status, Cause cause) {
    Unavailable unavailable = assertInstanceOf(Unavailable.class, issuance(status, "", "17"));
    assertEquals(cause, unavailable.cause());
    assertEquals(Optional.of(Duration.ofSeconds(17)), unavailable.retryAfter());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "30|30",
        " 30 |30",
        "0|1",
        "999999999|3600",
        "Thu, 01 Jan 2026 00:00:20 GMT|20",
        "Wed, 31 Dec 2025 23:00:00 GMT|1",
        "Thu, 01 Jan 2026 09:00:00 GMT|3600"
      })
  void waitsAsLongAsAcsSaysWithinReason(@Nullable String header, long seconds) {
    Unavailable unavailable = assertInstanceOf(Unavailable.class, issuance(429, "", header));
    assertEquals(Optional.of(Duration.ofSeconds(seconds)), unavailable.retryAfter());
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"9999999999", "soon", "-5", ""})
  void leavesOpenHowLongToWaitWhereAcsDoesNotSay(@Nullable String header) {
    Unavailable unavailable = assertInstanceOf(Unavailable.class, issuance(429, "", header));
    assertEquals(Optional.empty(), unavailable.retryAfter());
  }

  private static AcsAnswer answer(int status, String code) {
    return new AcsAnswer(
        status,
        "HTTP " + status,
        code,
        Optional.empty(),
        Optional.of("{\"access_token\":{}}"),
        Optional.of("cv.0"));
  }

  @ParameterizedTest
  @CsvSource({
    "401, Denied, BROKER_DENIED",
    "401, '', BROKER_DENIED",
    "403, Forbidden, BROKER_DENIED",
    "401, Unheard, ANSWER_NOT_UNDERSTOOD",
    "403, Unheard, ANSWER_NOT_UNDERSTOOD",
    "404, '', ANSWER_NOT_UNDERSTOOD",
    "400, ValidationError, REQUEST_REJECTED"
  })
  void refusesTheBrokerAlikeWhereItAsksForAnIdentity(
      int status, String code, RefusalReason reason) {
    assertEquals(
        new Refused(reason, ("HTTP " + status + " " + code).strip()),
        answer(status, code).identityAnswer(NOW));
  }

  @Test
  void tellsAnIdentityOfAnotherResourceFromOneThatIsGone() {
    assertEquals(
        new IdentityAnswer.NotOwned("HTTP 401 IdentityNotOwned"),
        answer(401, "IdentityNotOwned").identityAnswer(NOW));
    assertEquals(
        new IdentityAnswer.Unknown("HTTP 404 IdentityNotFound"),
        answer(404, "IdentityNotFound").identityAnswer(NOW));
    assertEquals(
        new Unavailable(Cause.ACS_THROTTLES, Optional.empty(), "HTTP 429"),
        answer(429, "").identityAnswer(NOW));
  }

  @Test
  void handsOnWhatTheUsersTokenWouldHaveToSatisfy() {
    assertEquals(
        AcsReport.of(
            new Refused(
                RefusalReason.SUBJECT_TOKEN_REJECTED,
                "HTTP 401 InvalidAccessToken",
                Optional.of("{\"access_token\":{}}"),
                Optional.empty()),
            Optional.of("cv.0")),
        answer(401, "InvalidAccessToken").reply(ExchangeRoute.TEAMS, NOW));
  }

  @ParameterizedTest
  @CsvSource({"Unheard, Unheard", "Un-heard,", "Unheard1,"})
  void tellsACodeThatNobodyKnowsWhereItIsOfLettersAlone(String code, @Nullable String told) {
    Refused refused = assertInstanceOf(Refused.class, issuance(403, code, null));
    assertEquals(Optional.ofNullable(told), refused.acsCode());
  }

  /** The SDK has such exceptions where the connection broke. */
  @Test
  void isAnOutageWhereTheSdkHasNoAnswer() {
    AcsAnswer none = AcsAnswer.of(new HttpResponseException("secret", null));
    assertEquals(
        new Unavailable(Cause.ACS_UNAVAILABLE, Optional.empty(), "no answer, and no more is known"),
        none.issuance(ExchangeRoute.TEAMS, NOW));
  }

  @ParameterizedTest
  @CsvSource({"cv+/=._-0, cv+/=._-0", "a b,", "'',"})
  void takesNoIdThatIsNotFitForALog(String header, @Nullable String id) {
    HttpHeaders headers = new HttpHeaders().set(AcsAnswer.CORRELATION, header);
    assertEquals(Optional.ofNullable(id), AcsAnswer.correlationId(headers));
    assertEquals(Optional.empty(), AcsAnswer.correlationId(new HttpHeaders()));
  }

  @Test
  void isOfTheUserWhereAcsHasDecidedAboutTheUser() {
    assertEquals(
        EnumSet.of(
            RefusalReason.BROKER_DENIED,
            RefusalReason.REQUEST_REJECTED,
            RefusalReason.VERSION_UNSUPPORTED,
            RefusalReason.ANSWER_NOT_UNDERSTOOD),
        EnumSet.copyOf(
            Arrays.stream(RefusalReason.values()).filter(it -> !it.isOfTheUser()).toList()));
  }
}
