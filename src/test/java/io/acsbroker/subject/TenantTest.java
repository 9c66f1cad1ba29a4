package io.acsbroker.subject;

import static io.acsbroker.subject.RejectionReason.ISSUER_OF_CUSTOMERS;
import static io.acsbroker.subject.RejectionReason.ISSUER_WRONG;
import static io.acsbroker.subject.RejectionReason.TENANT_MALFORMED;
import static io.acsbroker.subject.RejectionReason.TENANT_NOT_ALLOWED;
import static io.acsbroker.subject.RejectionReason.VERSION_UNKNOWN;
import static io.acsbroker.subject.TokenText.assertRejected;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.acsbroker.local.entra.SampleDirectory;
import io.acsbroker.local.entra.TokenOrder;
import io.acsbroker.net.ServerClock;
import io.acsbroker.subject.Verification.Rejected;
import io.acsbroker.token.AllowedTenants;
import io.acsbroker.token.EntraCloud;
import io.acsbroker.token.ReceivedToken;
import java.time.Duration;
import java.util.List;
import java.util.Set;
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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://72aa62aa-dd7a-4ca7-8940-f9482b30e300.ciamlogin.com/"
            + "72aa62aa-dd7a-4ca7-8940-f9482b30e300/v2.0",
        "https://contoso.ciamlogin.com/",
        "https://contoso.b2clogin.com/72aa62aa-dd7a-4ca7-8940-f9482b30e300/v2.0/"
      })
  void asksForNoKeyOfADirectoryOfCustomersEvenInAnAllowedTenant(String issuer) {
    int before = SampleToken.ENTRA.keyRequests();
    assertRejected(ISSUER_OF_CUSTOMERS, SampleToken.v2().with("iss", issuer).verify());
    assertRejected(
        ISSUER_OF_CUSTOMERS, SampleToken.v1().with("iss", issuer).without("tid").verify());
    assertEquals(before, SampleToken.ENTRA.keyRequests());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://login.microsoftonline.com/contoso.ciamlogin.com/v2.0",
        "https://ciamlogin.com/",
        "https://contoso.ciamlogin.com.example/",
        "https://notciamlogin.com/",
        "http://contoso.ciamlogin.com/"
      })
  void takesNoOtherIssuerForOneOfCustomers(String issuer) {
    assertRejected(ISSUER_WRONG, SampleToken.v2().with("iss", issuer).verify());
  }

  @Test
  void asksForNoKeyBeforeAllElseIsRight() {
    EntraTokenVerifier verifier =
        new EntraVerifierSettings(
                EntraCloud.PUBLIC,
                SampleToken.ENTRA.authority(),
                new AllowedTenants.Listed(Set.of(SampleToken.CONTOSO)),
                Duration.ofSeconds(60))
            .verifier(
                (origin, keyId, deadline) -> {
                  throw new AssertionError("a key was asked for");
                },
                SampleToken.CLOCK,
                new ServerClock(SampleToken.CLOCK));
    for (String token :
        List.of(
            "x".repeat(20_000),
            ".".repeat(15_000),
            "bnVsbA.e30.YQ",
            TokenText.withHeader("{\"alg\":\"none\"}"),
            SampleToken.v1().withHeader("typ", "x").signed(),
            SampleToken.v1().withoutHeader("kid").signed(),
            SampleToken.v1().withHeader("nonce", "x").signed(),
            SampleToken.v1().with("ver", "3.0").signed(),
            SampleToken.v1().with("tid", "common").signed(),
            SampleToken.v1().with("tid", SampleToken.FABRIKAM.value()).signed())) {
      assertInstanceOf(
          Rejected.class,
          verifier.verify(new ReceivedToken(token), SampleToken.PROFILE, SampleToken.soon()));
    }
  }
}
