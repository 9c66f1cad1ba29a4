package io.acsbroker.subject;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The same as {@link ForeignClaimsFuzz}, from a seed instead of a fuzzer. */
class ForeignClaimsFuzzTest {
  private static final int ROUNDS = 1_000;

  /** What changes to header and claims can bring about, as long as the issuer signs. */
  private static final Set<RejectionReason> REACHABLE =
      EnumSet.of(
          RejectionReason.JSON_MALFORMED,
          RejectionReason.ALGORITHM_NOT_LISTED,
          RejectionReason.TYPE_NOT_LISTED,
          RejectionReason.HEADER_PARAMETER_REFUSED,
          RejectionReason.ISSUER_WRONG,
          RejectionReason.NOT_AN_ACCESS_TOKEN,
          RejectionReason.AUDIENCE_WRONG,
          RejectionReason.CLIENT_MISSING,
          RejectionReason.USER_MISSING,
          RejectionReason.APPLICATION_TOKEN,
          RejectionReason.CLAIM_WRONG,
          RejectionReason.BOUND_TO_KEY,
          RejectionReason.TIME_MALFORMED,
          RejectionReason.LIFETIME_TOO_LONG,
          RejectionReason.NOT_YET_VALID,
          RejectionReason.EXPIRED);

  @Test
  void acceptsWhatKeepsEveryRuleAndNothingElse() {
    assertEquals(
        REACHABLE, SeededRounds.met(ROUNDS, ForeignClaimsFuzz::assertVerifiedAsTheRulesHaveIt));
  }

  @ParameterizedTest
  @EnumSource(SampleIssuer.class)
  void findsNoRuleBrokenInGoodTokens(SampleIssuer issuer) {
    assertEquals(Set.of(), new ForeignTokenRules(issuer, issuer.token()).broken());
    assertInstanceOf(ForeignVerification.Proven.class, issuer.token().verify());
  }
}
