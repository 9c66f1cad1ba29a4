package io.acsbroker.subject;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.acsbroker.net.ServerClock;
import io.acsbroker.subject.Verification.KeyUnknown;
import io.acsbroker.subject.Verification.KeysUnavailable;
import io.acsbroker.subject.Verification.Rejected;
import io.acsbroker.subject.Verification.Verified;
import io.acsbroker.token.AllowedTenants;
import io.acsbroker.token.EntraCloud;
import io.acsbroker.token.ReceivedToken;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Whatever Entra might sign, a token is accepted exactly where every rule holds, is taken for what
 * it says, and is otherwise refused for a claim that is at fault.
 */
class ClaimsFuzz {
  private static final EntraTokenVerifier VERIFIER =
      new EntraVerifierSettings(
              EntraCloud.PUBLIC,
              SampleToken.ENTRA.authority(),
              new AllowedTenants.Listed(Set.of(SampleToken.CONTOSO, SampleToken.FABRIKAM)),
              Duration.ofSeconds(60))
          .verifier(new KeyForEveryId(), SampleToken.CLOCK, new ServerClock(SampleToken.CLOCK));

  @FuzzTest(maxDuration = "30s")
  void acceptsWhatKeepsEveryRuleAndNothingElse(FuzzedDataProvider data) {
    assertVerifiedAsTheRulesHaveIt(Choices.of(data));
  }

  /** Returns why such a token is refused, or null where it is accepted. */
  static @Nullable RejectionReason assertVerifiedAsTheRulesHaveIt(Choices choices) {
    SampleToken token = new TokenChanges(choices).changedToken();
    TokenRules rules = new TokenRules(token.header, token.claims);
    Set<String> broken = rules.broken();
    Verification verification =
        VERIFIER.verify(new ReceivedToken(token.signed()), SampleToken.PROFILE, SampleToken.soon());
    return switch (verification) {
      case Verified(VerifiedToken verified) -> {
        assertEquals(Set.of(), broken, "accepted");
        assertTakenForWhatItSays(verified, rules);
        yield null;
      }
      case Rejected rejected -> {
        assertRefusedForWhatIsAtFault(rejected, broken);
        yield rejected.reason();
      }
      case KeyUnknown unknown -> fail("the key is the emulator's");
      case KeysUnavailable unavailable -> fail(unavailable.diagnosis());
    };
  }

  private static void assertRefusedForWhatIsAtFault(Rejected rejected, Set<String> broken) {
    RejectionReason reason = rejected.reason();
    assertEquals(reason.proof() == RejectionReason.Proof.UNPROVEN, rejected.claim() == null);
    assertTrue(
        rejected.claim() == null ? !broken.isEmpty() : broken.contains(rejected.claim()),
        reason + " of " + broken);
  }

  private static void assertTakenForWhatItSays(VerifiedToken token, TokenRules rules) {
    assertEquals(rules.text("tid"), token.subject().tenant().value());
    assertEquals(rules.text("oid"), token.subject().user().value());
    assertEquals(rules.text(rules.client()), token.client().value());
    assertEquals(rules.text("ver"), token.version().name().equals("V1") ? "1.0" : "2.0");
    assertEquals(rules.time("exp"), token.expiresOn().getEpochSecond());
    assertEquals(rules.tokenId(), token.tokenId());
    assertEquals(rules.unknownParameters(), token.ignoredHeaderParameters());
    assertEquals(
        Set.copyOf(List.of(rules.text("scp").split(" ", -1))),
        token.scopes().stream().map(scope -> scope.value()).collect(Collectors.toSet()));
  }
}
