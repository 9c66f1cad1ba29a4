package io.acsbroker.subject;

import org.junit.jupiter.api.Test;

class RehearsedVerificationTest {
  @Test
  void comesAsFarAsTheLastCheckAndNoFurther() {
    TokenText.assertRejected(RejectionReason.EXPIRED, RehearsedVerification.run());
  }
}
