package io.acsbroker.admission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.outcome.ExchangeOutcome;
import io.acsbroker.outcome.ExchangeOutcome.Refused;
import io.acsbroker.outcome.ExchangeOutcome.RefusedForNow;
import io.acsbroker.outcome.Refusal;
import io.acsbroker.outcome.RefusalCode;
import io.acsbroker.subject.ForeignCallers;
import io.acsbroker.subject.RejectionReason;
import io.acsbroker.subject.RejectionReason.Proof;
import io.acsbroker.subject.Verification;
import io.acsbroker.subject.Verification.Rejected;
import io.acsbroker.token.Finding;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What is answered to caller tokens of another issuer than Entra that do not count. */
class ForeignRejectionTest {
  private static final ForeignRejection ANSWER =
      new ForeignRejection(ForeignCallers.issuer("acme", ForeignCallers.BOUND), Optional::empty);

  private static Rejected rejected(RejectionReason reason) {
    return new Rejected(reason, "claim", "expected", Finding.claim("claim", "x"), Optional.empty());
  }

  private static Refusal refusal(ExchangeOutcome outcome) {
    return assertInstanceOf(Refused.class, outcome).refusal();
  }

  @Test
  void hasOneWordingUntilTheSignatureHolds() {
    Set<String> wordings = new HashSet<>();
    for (RejectionReason reason : RejectionReason.values()) {
      if (reason.proof() == Proof.UNPROVEN) {
        Refusal refusal = refusal(ANSWER.to(rejected(reason)));
        assertEquals(RefusalCode.TOKEN_INVALID, refusal.code());
        assertEquals(Optional.empty(), refusal.finding().told());
        wordings.add(refusal.detail());
      }
    }
    assertEquals(
        Set.of(
            "The caller token is not a valid access token of your sign-in for this broker. Ask your"
                + " sign-in for an access token with the audience https://calls.example and the"
                + " scope calls."),
        wordings);
  }

  /** Those of which Entra's tokens alone can be are left out. */
  @ParameterizedTest
  @CsvSource({
    "APPLICATION_TOKEN, CALLER_NOT_A_USER",
    "AUDIENCE_WRONG, TOKEN_AUDIENCE_WRONG",
    "ISSUER_WRONG, TOKEN_ISSUER_WRONG",
    "USER_MISSING, TOKEN_USER_MISSING",
    "CLIENT_MISSING, TOKEN_CLIENT_MISSING",
    "CLAIM_WRONG, TOKEN_INVALID",
    "NOT_AN_ACCESS_TOKEN, TOKEN_INVALID",
    "BOUND_TO_KEY, TOKEN_BOUND_TO_KEY",
    "TIME_MALFORMED, TOKEN_TIMES_INVALID",
    "LIFETIME_TOO_LONG, TOKEN_TIMES_INVALID",
    "NOT_YET_VALID, TOKEN_NOT_YET_VALID",
    "EXPIRED, TOKEN_EXPIRED"
  })
  void saysWhatIsWrongOnceTheSignatureHolds(RejectionReason reason, RefusalCode code) {
    Refusal refusal = refusal(ANSWER.to(rejected(reason)));
    assertEquals(code, refusal.code());
    assertEquals(reason.name(), refusal.reason());
    assertEquals("claim", refusal.claim());
    assertEquals(Optional.of("x"), refusal.finding().told());
    assertEquals(reason == RejectionReason.APPLICATION_TOKEN ? 403 : 401, code.status());
  }

  /** Whoever signs in elsewhere has nothing to ask Entra for. */
  @ParameterizedTest
  @EnumSource
  void sendsNobodyToEntra(RejectionReason reason) {
    String detail = refusal(ANSWER.to(rejected(reason))).detail();
    assertFalse(detail.contains("Entra"), detail);
  }

  @Test
  void saysWhenTheClockMayBeWrong() {
    ForeignRejection doubtful =
        new ForeignRejection(
            ForeignCallers.issuer("acme", ForeignCallers.BOUND), () -> Optional.of("an hour"));
    assertTrue(
        refusal(doubtful.to(rejected(RejectionReason.EXPIRED)))
            .detail()
            .startsWith("The caller token has expired by the clock of the broker, which differs"));
  }

  @Test
  void hasTheSameTokenSentAgainWhereItsKeyIsNotKnown() {
    Duration wait = Duration.ofSeconds(30);
    RefusedForNow unknown =
        assertInstanceOf(
            RefusedForNow.class,
            ANSWER.toUnknownKey(new Verification.KeyUnknown(wait, "acme: not among the 2 keys")));
    assertEquals(RefusalCode.SIGNING_KEY_UNKNOWN, unknown.refusal().code());
    assertEquals("acme: not among the 2 keys", unknown.refusal().finding().logged());
    assertEquals(Optional.empty(), unknown.refusal().finding().told());
    assertEquals(401, unknown.status());
    assertEquals(wait, unknown.retryAfter());
  }
}
