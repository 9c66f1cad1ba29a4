package io.acsbroker.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.acsbroker.exchange.ExchangeOutcome.Forbidden;
import io.acsbroker.exchange.ExchangeOutcome.Unauthenticated;
import io.acsbroker.subject.RejectionReason;
import io.acsbroker.subject.Verification.Rejected;
import io.acsbroker.token.ClientId;
import io.acsbroker.token.Scope;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every reason for which a token does not count has its answer. */
class CredentialRejectionTest {
  private static final CredentialRejection REJECTION =
      new CredentialRejection(
          WantedToken.ofCaller(
              new ClientId("11111111-1111-4111-8111-111111111111"), new Scope("access_as_user")));

  private static final String UNPROVEN = answer(RejectionReason.SIGNATURE_INVALID).detail();

  private static Refusal answer(RejectionReason reason) {
    ExchangeOutcome outcome =
        REJECTION.to(new Rejected(reason, "claim", "expected", Optional.empty()));
    return switch (outcome) {
      case Unauthenticated(var refusal) -> refusal;
      case Forbidden(var refusal) -> refusal;
      default -> throw new AssertionError(reason + " is answered by " + outcome);
    };
  }

  /** Written apart from the code: what docs/errors.md says of each. */
  private static String code(RejectionReason reason) {
    return switch (reason) {
      case TENANT_NOT_ALLOWED -> "tenant_not_allowed";
      case ISSUER_WRONG -> "token_issuer_wrong";
      case AUDIENCE_IS_GRAPH,
          AUDIENCE_IS_ACS,
          AUDIENCE_IS_ACS_CLIENTS,
          AUDIENCE_IS_ACS_MANAGEMENT,
          AUDIENCE_WRONG ->
          "token_audience_wrong";
      case CLIENT_MISSING -> "token_client_missing";
      case USER_MISSING -> "token_user_missing";
      case APPLICATION_TOKEN -> "token_not_of_a_user";
      case SCOPES_MISSING -> "token_scopes_missing";
      case TIME_MALFORMED, LIFETIME_TOO_LONG -> "token_times_invalid";
      case NOT_YET_VALID -> "token_not_yet_valid";
      case EXPIRED -> "token_expired";
      default -> "token_invalid";
    };
  }

  @ParameterizedTest
  @EnumSource
  void tellsWhatIsWrongWithATokenOnceItsSignatureHasHeldAndNotBefore(RejectionReason reason) {
    Refusal refusal = answer(reason);
    assertEquals(code(reason), refusal.code().text());
    assertEquals(reason.name(), refusal.reason());
    assertEquals("claim", refusal.claim());
    assertEquals("expected", refusal.expected());
    switch (reason.stage()) {
      case UNPROVEN -> {
        assertEquals("token_invalid", refusal.code().text());
        assertEquals(UNPROVEN, refusal.detail());
      }
      case TENANT, PROVEN -> {
        assertNotEquals("token_invalid", refusal.code().text());
        assertNotEquals(UNPROVEN, refusal.detail());
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void forbidsATenantAndTakesEveryOtherTokenForNoCredential(RejectionReason reason) {
    ExchangeOutcome outcome =
        REJECTION.to(new Rejected(reason, "claim", "expected", Optional.empty()));
    assertEquals(reason == RejectionReason.TENANT_NOT_ALLOWED, outcome instanceof Forbidden);
  }
}
