package io.acsbroker.subject;

import org.junit.jupiter.api.Test;

class RehearsalTest {
  @Test
  void comesAsFarAsTheLastCheckAndNoFurther() {
    TokenText.assertRejected(RejectionReason.EXPIRED, Rehearsal.run());
  }
}
