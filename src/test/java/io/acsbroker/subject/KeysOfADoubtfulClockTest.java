package io.acsbroker.subject;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.fixture.ManualClock;
import io.acsbroker.local.entra.EntraEmulator;
import io.acsbroker.net.ServerClock;
import io.acsbroker.token.AllowedTenants;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Keys that are fetched again because their server says what time it is. */
class KeysOfADoubtfulClockTest {
  private final ManualClock clock = new ManualClock();
  private final ServerClock servers = new ServerClock(clock);
  private volatile Duration ahead = Duration.ZERO;
  private EntraEmulator entra;

  /** One server alone would have to say it for a minute. */
  private EntraEmulator another;

  @BeforeEach
  void start() throws IOException {
    entra = EntraEmulator.start(0, () -> clock.instant().plus(ahead));
    another = EntraEmulator.start(0, () -> clock.instant().plus(ahead));
  }

  @AfterEach
  void stop() {
    entra.close();
    another.close();
  }

  private EntraTokenVerifier verifier(EntraEmulator keys) {
    AllowedTenants contoso = new AllowedTenants.Listed(Set.of(SampleToken.CONTOSO));
    return SampleToken.verifier(keys.authority(), contoso, clock, servers, (tenant, failure) -> {});
  }

  private void assertRequestsAfterAMinute(int requests, EntraTokenVerifier verifier) {
    assertEquals(1, entra.keyRequests());
    clock.pass(Duration.ofMinutes(1));
    prepare(verifier);
    assertEquals(requests, entra.keyRequests());
  }

  private static void prepare(EntraTokenVerifier verifier) {
    assertEquals(Optional.empty(), verifier.prepare(SampleToken.soon()));
  }

  @Test
  void areFetchedAgainAfterAMinuteWhereTheClockDiffers() {
    ahead = Duration.ofHours(3);
    EntraTokenVerifier verifier = verifier(entra);
    prepare(verifier);
    assertEquals(Optional.empty(), verifier.clockProblem());
    prepare(verifier(another));
    String problem = verifier.clockProblem().orElseThrow();
    assertTrue(problem.startsWith("The broker's clock is 3 h 0 min behind that of "), problem);
    assertRequestsAfterAMinute(2, verifier);
  }

  @Test
  void areKeptWhereTheClockIsRight() {
    EntraTokenVerifier verifier = verifier(entra);
    prepare(verifier);
    prepare(verifier(another));
    assertEquals(Optional.empty(), verifier.clockProblem());
    assertRequestsAfterAMinute(1, verifier);
  }
}
