package io.acsbroker.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.fixture.ManualClock;
import io.acsbroker.local.entra.EntraEmulator;
import io.acsbroker.local.entra.SampleDirectory;
import io.acsbroker.local.entra.SigningKey;
import io.acsbroker.local.net.CannedAnswer;
import io.acsbroker.net.BoundedHttp;
import io.acsbroker.net.ServerClock;
import io.acsbroker.token.AllowedTenants;
import io.acsbroker.token.ClientId;
import io.acsbroker.token.Deadline;
import io.acsbroker.token.EntraCloud;
import io.acsbroker.token.TenantId;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Keys that are fetched again though those at hand are young enough. */
class KeyRenewalTest {
  private static final TenantId CONTOSO = new TenantId(SampleDirectory.CONTOSO.tenantId());
  private static final TenantId FABRIKAM = new TenantId(SampleDirectory.FABRIKAM.tenantId());
  private static final ClientId API = new ClientId(SampleDirectory.BROKER_API_CLIENT_ID);

  private final ManualClock clock = new ManualClock();
  private EntraEmulator entra;
  private SigningKeys published;

  @BeforeEach
  void start() throws IOException {
    entra = EntraEmulator.start(0, clock);
    published =
        new PublishedSigningKeys(
            EntraCloud.PUBLIC,
            new AllowedTenants.Listed(Set.of(CONTOSO, FABRIKAM)),
            entra.authority(),
            new KeySetDownload(
                BoundedHttp.client().build(), Duration.ofSeconds(30), new ServerClock(clock)),
            (tenant, failure) -> {},
            clock,
            Runnable::run);
  }

  @AfterEach
  void stop() {
    entra.close();
  }

  private static Deadline soon() {
    return Deadline.in(Duration.ofSeconds(20));
  }

  private void assertRenewed(SigningKeys keys, int fetches) {
    keys.renew();
    assertEquals(fetches, entra.keyRequests());
  }

  @Test
  void areThoseOfOneTenantAndOncePerMinute() {
    assertRenewed(published, 1);
    assertRenewed(published, 1);
    clock.pass(Duration.ofSeconds(59));
    assertRenewed(published, 1);
    clock.pass(Duration.ofSeconds(1));
    assertRenewed(published, 2);
  }

  @Test
  void areRenewedWhereTheClockWasSetBack() {
    assertRenewed(published, 1);
    clock.pass(Duration.ofMillis(-1));
    assertRenewed(published, 2);
  }

  @Test
  void areTheTenantsWhereAnApplicationHasKeysOfItsOwn() {
    SigningKeys keys = published.withKeysOf(API);
    assertRenewed(keys, 1);
    assertEquals(Optional.empty(), keys.prepare(soon()));
    assertEquals(2, entra.keyRequests(), "those of the other tenant");
    entra.answerKeyRequests(CannedAnswer.empty(404));
    clock.pass(Duration.ofDays(3));
    String missing = keys.prepare(soon()).orElseThrow();
    assertTrue(missing.contains("Signing keys of " + CONTOSO.value() + " cannot"), missing);
    assertTrue(missing.contains("Signing keys of " + FABRIKAM.value() + " cannot"), missing);
  }

  /** Neither the tenant's keys nor the application's are waited for. */
  @Test
  void ofAnApplicationAreFetchedOnTheSideAfterAnHour() {
    SigningKey own =
        entra.keyDocuments().ofApplication(CONTOSO.value(), SampleDirectory.BROKER_API_CLIENT_ID);
    SigningKeys keys = published.withKeysOf(API);
    String keyId = own.keyId();
    assertInstanceOf(SigningKeys.Lookup.Found.class, keys.find(CONTOSO, keyId, soon()));
    int before = entra.keyRequests();
    clock.pass(Duration.ofHours(1));
    for (int i = 0; i < 2; i++) {
      assertInstanceOf(SigningKeys.Lookup.Found.class, keys.find(CONTOSO, keyId, soon()));
    }
    assertEquals(before + 2, entra.keyRequests());
  }
}
