package io.acsbroker.subject;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.acsbroker.subject.ForeignVerification.Proven;
import io.acsbroker.subject.Verification.KeyUnknown;
import io.acsbroker.subject.Verification.KeysUnavailable;
import io.acsbroker.subject.Verification.Rejected;
import io.acsbroker.token.ForeignPerson;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whatever another issuer might sign, a token is accepted exactly where every rule holds, is taken
 * for whom it says, and is otherwise refused for a claim that is at fault.
 */
class ForeignClaimsFuzz {
  @FuzzTest(maxDuration = "30s")
  void acceptsWhatKeepsEveryRuleAndNothingElse(FuzzedDataProvider data) {
    assertVerifiedAsTheRulesHaveIt(Choices.of(data));
  }

  /** Returns why such a token is refused, or null where it is accepted. */
  static @Nullable RejectionReason assertVerifiedAsTheRulesHaveIt(Choices choices) {
    SampleIssuer issuer = choices.oneOf(List.of(SampleIssuer.values()));
    ForeignToken token = new ForeignTokenChanges(choices).changedToken(issuer);
    Set<String> broken = new ForeignTokenRules(issuer, token).broken();
    return switch (token.verify()) {
      case Proven(ForeignCaller caller) -> {
        assertEquals(Set.of(), broken, "accepted");
        String subject = String.valueOf(token.claim(issuer.settings().claims().subject().text()));
        assertEquals(ForeignPerson.of(issuer.issuer(), subject), caller.person());
        yield null;
      }
      case Rejected rejected -> {
        assertTrue(
            rejected.claim() == null ? !broken.isEmpty() : broken.contains(rejected.claim()),
            rejected + " of " + broken);
        yield rejected.reason();
      }
      case KeyUnknown unknown -> fail(unknown.diagnosis());
      case KeysUnavailable unavailable -> fail(unavailable.diagnosis());
    };
  }
}
