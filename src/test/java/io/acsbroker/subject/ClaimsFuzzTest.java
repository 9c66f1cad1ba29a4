package io.acsbroker.subject;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.acsbroker.subject.Verification.Verified;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The same as {@link ClaimsFuzz}, from a seed instead of a fuzzer. */
class ClaimsFuzzTest {
  private static final int ROUNDS = 3_000;

  /** What no change to header and claims can bring about as long as Entra signs, and of others. */
  private static final Set<RejectionReason> OUT_OF_REACH =
      EnumSet.of(
          RejectionReason.ALGORITHM_NOT_LISTED,
          RejectionReason.TYPE_NOT_LISTED,
          RejectionReason.ISSUER_NOT_LISTED,
          RejectionReason.KEY_OF_ANOTHER_ALGORITHM,
          RejectionReason.NOT_AN_ACCESS_TOKEN,
          RejectionReason.CLAIM_WRONG,
          RejectionReason.TOKEN_TOO_LARGE,
          RejectionReason.SEGMENTS_MALFORMED,
          RejectionReason.KEY_OF_OTHERS,
          RejectionReason.AUDIENCE_IS_ACS,
          RejectionReason.SIGNATURE_INVALID);

  @Test
  void acceptsWhatKeepsEveryRuleAndNothingElse() {
    assertEquals(
        EnumSet.complementOf(EnumSet.copyOf(OUT_OF_REACH)),
        SeededRounds.met(ROUNDS, ClaimsFuzz::assertVerifiedAsTheRulesHaveIt));
  }

  @Test
  void findsNoRuleBrokenInTokensAsEntraIssuesThem() {
    for (SampleToken token : new SampleToken[] {SampleToken.v1(), SampleToken.v2()}) {
      assertEquals(Set.of(), new TokenRules(token.header, token.claims).broken());
      assertInstanceOf(Verified.class, token.verify());
    }
  }
}
