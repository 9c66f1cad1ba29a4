package io.acsbroker.subject;

import static io.acsbroker.subject.RejectionReason.TENANT_MALFORMED;
import static io.acsbroker.subject.RejectionReason.TENANT_NOT_ALLOWED;
import static io.acsbroker.subject.RejectionReason.VERSION_UNKNOWN;
import static io.acsbroker.subject.TokenText.assertRejected;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.acsbroker.local.entra.SampleDirectory;
import io.acsbroker.local.entra.TokenOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which keys a token may make anybody ask for. */
class TenantTest {
  @Test
  void refusesOtherVersions() {
    assertRejected(VERSION_UNKNOWN, SampleToken.v1().with("ver", "3.0").verify());
    assertRejected(VERSION_UNKNOWN, SampleToken.v1().with("ver", "1").verify());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "contoso.example",
        "../common",
        "common",
        "organizations",
        "72AA62AA-DD7A-4CA7-8940-F9482B30E300",
        "72aa62aa-dd7a-4ca7-8940-f9482b30e300 ",
        "72aa62aadd7a4ca78940f9482b30e300"
      })
  void refusesTenantsThatAreNoGuidInLowerCase(String tenant) {
    assertRejected(TENANT_MALFORMED, SampleToken.v1().with("tid", tenant).verify());
  }

  @Test
  void asksForNoKeyOfATenantThatIsNotAllowed() {
    int before = SampleToken.ENTRA.keyRequests();
    TokenOrder order = TokenOrder.forUser(SampleDirectory.LIDIA);
    assertRejected(TENANT_NOT_ALLOWED, SampleToken.of(order).verify());
    assertEquals(before, SampleToken.ENTRA.keyRequests());
  }
}
