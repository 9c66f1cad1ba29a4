package io.acsbroker.admission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.acsbroker.outcome.ExchangeOutcome;
import io.acsbroker.outcome.ExchangeOutcome.Refused;
import io.acsbroker.outcome.ExchangeOutcome.RefusedForNow;
import io.acsbroker.outcome.Refusal;
import io.acsbroker.subject.RejectionReason;
import io.acsbroker.subject.Verification;
import io.acsbroker.token.ClientId;
import io.acsbroker.token.EntraCloud;
import io.acsbroker.token.ExchangeRoute;
import io.acsbroker.token.Finding;
import io.acsbroker.token.Scope;
import io.acsbroker.token.SubjectRequirements;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Of each way in which a token can come, the answers to every reason name that token. */
class TokenOfARejectionTest {
  static List<Arguments> beginsEverySentenceWithTheTokenThatItIsAbout() {
    ExpectedToken subject =
        ExpectedToken.ofSubject(
            EntraCloud.PUBLIC, SubjectRequirements.usual(ExchangeRoute.TEAMS, EntraCloud.PUBLIC));
    ClientId api = new ClientId("55555555-5555-4555-8555-555555555555");
    return List.of(
        arguments("The token ", new CredentialRejection(subject, Optional::empty)),
        arguments(
            "The subject token ",
            new SubjectTokenRejection(
                new CredentialRejection(subject.besideACallerToken(), Optional::empty))),
        arguments(
            "The caller token ",
            new CredentialRejection(
                ExpectedToken.ofCaller(api, new Scope("access_as_user")), Optional::empty)));
  }

  /** With two tokens in a request nobody has to guess which of them to get anew. */
  @ParameterizedTest
  @MethodSource
  void beginsEverySentenceWithTheTokenThatItIsAbout(String beginning, RejectionAnswer way) {
    for (RejectionReason reason : RejectionReason.values()) {
      Verification.Rejected rejected =
          new Verification.Rejected(reason, "claim", "expected", Optional.empty());
      assertBegins(beginning, way.to(rejected));
    }
    assertBegins(
        beginning,
        way.toUnknownKey(
            new Verification.KeyUnknown(Duration.ofSeconds(1), "not among the 2 keys")));
  }

  /** Whatever was found in it: nobody knows who has written that. */
  @ParameterizedTest
  @MethodSource("beginsEverySentenceWithTheTokenThatItIsAbout")
  void tellsNothingThatWasFoundBeforeTheSignatureHeld(String beginning, RejectionAnswer way) {
    for (RejectionReason reason : RejectionReason.values()) {
      Finding finding = Finding.claim("claim", "value");
      Refusal refusal =
          refusal(
              way.to(
                  new Verification.Rejected(
                      reason, "claim", "expected", finding, Optional.empty())));
      assertEquals(
          reason.proof() == RejectionReason.Proof.PROVEN,
          refusal.finding().told().isPresent(),
          reason.name());
      assertEquals("claim value", refusal.finding().logged());
    }
  }

  private static void assertBegins(String beginning, ExchangeOutcome outcome) {
    String detail = refusal(outcome).detail();
    assertTrue(detail.startsWith(beginning), detail);
  }

  private static Refusal refusal(ExchangeOutcome outcome) {
    return switch (outcome) {
      case Refused(Refusal refusal) -> refusal;
      case RefusedForNow unknown -> unknown.refusal();
      default -> throw new AssertionError(outcome);
    };
  }
}
