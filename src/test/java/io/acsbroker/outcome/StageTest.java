package io.acsbroker.outcome;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.acsbroker.issuance.AcsReport;
import io.acsbroker.issuance.Issuance;
import io.acsbroker.issuance.Issuance.Cause;
import io.acsbroker.issuance.Issuance.Issued;
import io.acsbroker.issuance.Issuance.RefusalReason;
import io.acsbroker.issuance.Issuance.Refused;
import io.acsbroker.issuance.Issuance.Unavailable;
import io.acsbroker.subject.RejectionReason;
import io.acsbroker.token.IssuedToken;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How far an exchange came, as its event tells. */
class StageTest {
  private static Stage stage(Issuance issuance) {
    return Stage.of(AcsReport.unasked(issuance));
  }

  @Test
  void tellsTheManagedIdentityFromAcs() {
    for (Cause cause : Cause.values()) {
      assertEquals(
          cause == Cause.MANAGED_IDENTITY_UNAVAILABLE ? Stage.MANAGED_IDENTITY : Stage.ACS,
          stage(new Unavailable(cause, Optional.empty(), "")));
    }
    assertEquals(Stage.ACS, stage(new Refused(RefusalReason.BROKER_DENIED, "")));
    assertEquals(Stage.ACS, stage(new Issued(new IssuedToken("x", Instant.MAX, "8:orgid:x"))));
  }

  @ParameterizedTest
  @CsvSource({
    "SIGNATURE_INVALID, TOKEN",
    "TENANT_NOT_ALLOWED, TENANT",
    "ISSUER_OF_CUSTOMERS, TENANT",
    "EXPIRED, CLAIMS"
  })
  void tellsWhereATokenWasRejected(RejectionReason reason, Stage stage) {
    assertEquals(stage, Stage.of(reason));
  }
}
