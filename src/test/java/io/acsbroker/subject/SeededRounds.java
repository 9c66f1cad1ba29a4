package io.acsbroker.subject;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Rounds of a fuzz target, for which a seed decides in the place of a fuzzer. */
final class SeededRounds {
  private SeededRounds() {}

  /**
   * Plays so many, of which more than a tenth have to end with a token that is accepted.
   *
   * @param target returns why it was rejected; null where it was accepted
   * @return all reasons that were met
   */
  static Set<RejectionReason> met(int rounds, Function<Choices, @Nullable RejectionReason> target) {
    Choices choices = Choices.of(new Random(20_260_504));
    Set<RejectionReason> met = EnumSet.noneOf(RejectionReason.class);
    int accepted = 0;
    for (int i = 0; i < rounds; i++) {
      RejectionReason reason = target.apply(choices);
      if (reason == null) {
        accepted++;
      } else {
        met.add(reason);
      }
    }
    assertTrue(accepted > rounds / 10, accepted + " accepted");
    return met;
  }
}
