package io.acsbroker.outcome;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.acsbroker.issuance.AcsReport;
import io.acsbroker.issuance.IdentityAnswer;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AcsUseTest {
  private static AcsReport<IdentityAnswer> report(Optional<String> correlationId) {
    return new AcsReport<>(
        new IdentityAnswer.Done(), Duration.ofMillis(1), Duration.ofMillis(2), 1, correlationId);
  }

  @Test
  void addsUpAndKeepsTheLastIdThatAcsGave() {
    assertEquals(
        new AcsUse(Duration.ofMillis(2), Duration.ofMillis(4), 2, Optional.of("an id")),
        AcsUse.NONE.and(report(Optional.of("an id"))).and(report(Optional.empty())));
  }
}
