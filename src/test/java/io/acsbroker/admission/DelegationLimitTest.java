package io.acsbroker.admission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.acsbroker.delegation.Delegation;
import io.acsbroker.delegation.Delegation.Cause;
import io.acsbroker.delegation.Delegation.RefusalReason;
import io.acsbroker.issuance.Issuance;
import io.acsbroker.outcome.ExchangeOutcome.RefusedForNow;
import io.acsbroker.outcome.FinishedExchange;
import io.acsbroker.outcome.RefusalCode;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What of asking Entra on behalf of a caller counts against the user's limit. */
class DelegationLimitTest {
  private final CallerCheckFixture fixture = new CallerCheckFixture();

  @BeforeEach
  void askEntra() {
    fixture.onBehalfOf = true;
  }

  /** Of a user who may ask for one token in ten minutes. */
  private RefusalCode secondRequest(Delegation first) {
    fixture.perUser = 1;
    fixture.delegation = first;
    FinishedExchange unused = fixture.exchange();
    return nextCode();
  }

  /** Of one more request, which is refused for now. */
  private RefusalCode nextCode() {
    return assertInstanceOf(RefusedForNow.class, fixture.exchange().outcome()).refusal().code();
  }

  @Test
  void countsWhatEntraRefuses() {
    assertEquals(
        RefusalCode.TOO_MANY_EXCHANGES,
        secondRequest(
            new Delegation.Refused(RefusalReason.USER_BLOCKED, Optional.empty(), "AADSTS1")));
  }

  @Test
  void countsALoopThatEntraFound() {
    assertEquals(
        RefusalCode.TOO_MANY_EXCHANGES,
        secondRequest(
            new Delegation.Unavailable(Cause.ENTRA_FOUND_LOOP, Duration.ofSeconds(9), "why")));
  }

  @ParameterizedTest
  @CsvSource({"ENTRA_UNAVAILABLE", "ENTRA_THROTTLED"})
  void countsTheFourthOutageOfEntra(Cause cause) {
    fixture.perUser = 1;
    fixture.delegation = new Delegation.Unavailable(cause, Duration.ofSeconds(9), "why");
    for (int i = 0; i <= UserLimit.FREE_OUTAGES; i++) {
      assertNotEquals(RefusalCode.TOO_MANY_EXCHANGES, nextCode(), "outage " + i);
    }
    assertEquals(RefusalCode.TOO_MANY_EXCHANGES, nextCode());
  }

  @Test
  void countsNothingWhereTheManagedIdentityGivesNoToken() {
    fixture.perUser = 1;
    fixture.delegation =
        new Delegation.Unavailable(
            Cause.MANAGED_IDENTITY_UNAVAILABLE, Duration.ofSeconds(9), "why");
    for (int i = 0; i < 10; i++) {
      assertNotEquals(RefusalCode.TOO_MANY_EXCHANGES, nextCode(), "request " + i);
    }
  }

  /** Entra was asked, so that it is not for free for ever that ACS was not. */
  @Test
  void countsTheFourthTimeThatEntraIsAskedThoughAcsIsLeftAlone() {
    fixture.perUser = 1;
    fixture.acsLeftAlone = true;
    fixture.issuance =
        new Issuance.Unavailable(
            Issuance.Cause.ACS_THROTTLES, Optional.of(Duration.ofSeconds(3)), "not asked");
    for (int i = 0; i <= UserLimit.FREE_OUTAGES; i++) {
      assertNotEquals(RefusalCode.TOO_MANY_EXCHANGES, nextCode(), "request " + i);
    }
    assertEquals(RefusalCode.TOO_MANY_EXCHANGES, nextCode());
  }
}
