package io.acsbroker.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.exchange.ExchangeOutcome.BadGateway;
import io.acsbroker.exchange.ExchangeOutcome.Forbidden;
import io.acsbroker.exchange.ExchangeOutcome.Unauthenticated;
import io.acsbroker.exchange.ExchangeOutcome.Unavailable;
import io.acsbroker.exchange.ExchangeSubject.Origin;
import io.acsbroker.issuance.Issuance;
import io.acsbroker.issuance.Issuance.Cause;
import io.acsbroker.issuance.Issuance.RefusalReason;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How it is answered when ACS issues nothing. */
class IssuanceAnswerTest {
  @Test
  void isUnauthenticatedWhereAcsRejectsTheToken() {
    Issuance.Refused issuance =
        new Issuance.Refused(RefusalReason.SUBJECT_TOKEN_REJECTED, "HTTP 401");
    Refusal refusal =
        assertInstanceOf(Unauthenticated.class, IssuanceAnswer.to(issuance, Origin.BEARER))
            .refusal();
    assertEquals(RefusalCode.TOKEN_REJECTED_BY_ACS, refusal.code());
    assertEquals("SUBJECT_TOKEN_REJECTED (HTTP 401)", refusal.reason());
  }

  @Test
  void isForbiddenWithoutATeamsLicence() {
    Issuance.Refused issuance =
        new Issuance.Refused(RefusalReason.TEAMS_LICENSE_MISSING, "HTTP 403");
    Refusal refusal =
        assertInstanceOf(Forbidden.class, IssuanceAnswer.to(issuance, Origin.BEARER)).refusal();
    assertEquals(RefusalCode.TEAMS_LICENSE_MISSING, refusal.code());
  }

  @ParameterizedTest
  @CsvSource({
    "BROKER_DENIED, ACS_DENIED",
    "REQUEST_REJECTED, ACS_REQUEST_REJECTED",
    "ANSWER_NOT_UNDERSTOOD, ACS_ANSWER_NOT_UNDERSTOOD"
  })
  void isABadGatewayWhereTheOperatorHasToLook(RefusalReason reason, RefusalCode code) {
    Issuance.Refused issuance = new Issuance.Refused(reason, "HTTP 4xx");
    Refusal refusal =
        assertInstanceOf(BadGateway.class, IssuanceAnswer.to(issuance, Origin.BEARER)).refusal();
    assertEquals(code, refusal.code());
    assertTrue(refusal.reason().startsWith(reason + " (HTTP 4xx)"), refusal.reason());
  }

  @Test
  void namesTheRoleToAssignInTheOperatorsLogAlone() {
    Issuance.Refused issuance =
        new Issuance.Refused(RefusalReason.BROKER_DENIED, "HTTP 401 Denied");
    Refusal refusal =
        assertInstanceOf(BadGateway.class, IssuanceAnswer.to(issuance, Origin.BEARER)).refusal();
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
    Unavailable unavailable = assertInstanceOf(Unavailable.class, IssuanceAnswer.to(issuance));
    assertEquals(code, unavailable.refusal().code());
    assertTrue(unavailable.refusal().reason().startsWith("why"));
    assertEquals(Duration.ofSeconds(3), unavailable.retryAfter());
  }
}
