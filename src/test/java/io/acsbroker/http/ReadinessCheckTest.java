package io.acsbroker.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.outcome.ExchangeOutcome.DeadlinePassed;
import io.acsbroker.token.ReadinessProblem;
import io.acsbroker.token.ReadinessProblem.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What is looked at to say whether a broker is ready, and how long that counts. */
class ReadinessCheckTest {
  private static final ReadinessProblem KEYS =
      new ReadinessProblem(Kind.SIGNING_KEYS, "keys of a tenant");

  private final FunctionFixture fixture = new FunctionFixture();
  private ReadinessCheck check = new ReadinessCheck(fixture.ready(), fixture.clock);

  @Test
  void looksOnceInTenSeconds() {
    assertEquals(List.of(), check.problems());
    fixture.keysMissing = Optional.of("keys of a tenant");
    fixture.clock.pass(Duration.ofMillis(9_999));
    assertEquals(List.of(), check.problems());
    assertEquals(1, fixture.looks);
    fixture.clock.pass(Duration.ofMillis(1));
    assertEquals(List.of(KEYS), check.problems());
    assertEquals(2, fixture.looks);
  }

  @Test
  void keepsForTenSecondsThatSomethingIsMissingToo() {
    fixture.keysMissing = Optional.of("keys of a tenant");
    assertEquals(List.of(KEYS), check.problems());
    fixture.keysMissing = Optional.empty();
    assertEquals(List.of(KEYS), check.problems());
    fixture.clock.pass(ReadinessCheck.KEPT);
    assertEquals(List.of(), check.problems());
  }

  @Test
  void looksAgainAfterTheClockWasSetBack() {
    assertEquals(List.of(), check.problems());
    fixture.keysMissing = Optional.of("keys of a tenant");
    fixture.clock.pass(Duration.ofMillis(-1));
    assertEquals(List.of(KEYS), check.problems());
  }

  /** Who comes while one looks is told at once, of what was found before. */
  @Test
  void letsNobodyWaitForWhoLooks() {
    CompletableFuture<List<ReadinessProblem>> meanwhile = new CompletableFuture<>();
    fixture.meanwhile =
        () -> meanwhile.complete(CompletableFuture.supplyAsync(check::problems).join());
    assertEquals(List.of(), check.problems());
    assertEquals(
        List.of(new ReadinessProblem(Kind.START, "nobody has looked yet")), meanwhile.join());
    assertEquals(1, fixture.looks);
  }

  @Test
  void looksAgainAfterALookThatAnotherThreadMade() {
    assertEquals(List.of(), CompletableFuture.supplyAsync(check::problems).join());
    fixture.clock.pass(ReadinessCheck.KEPT);
    assertEquals(List.of(), check.problems());
    assertEquals(2, fixture.looks);
  }

  @Test
  void tellsWhatRequestsHaveShownToo() {
    ReadinessProblem acs = new ReadinessProblem(Kind.ACS, "ACS denies the broker");
    ReadinessProblem settings = new ReadinessProblem(Kind.SETTINGS, "the secret");
    fixture.noticed = List.of(acs, settings);
    fixture.keysMissing = Optional.of("keys of a tenant");
    assertEquals(List.of(settings, KEYS, acs), check.problems());
  }

  @Test
  void saysThatTheExchangeIsNotMadeYet() {
    fixture.exchanges = new CompletableFuture<>();
    fixture.deadline = Duration.ofMillis(1);
    check = new ReadinessCheck(fixture.ready(), fixture.clock);
    assertEquals(List.of(new ReadinessProblem(Kind.START, "still starting")), check.problems());
  }

  @Test
  void saysWhereABugKeepsItFromLooking() {
    fixture.exchanges = CompletableFuture.completedFuture(Map.of());
    check = new ReadinessCheck(fixture.ready(), fixture.clock);
    ReadinessProblem bug = check.problems().getFirst();
    assertEquals(Kind.START, bug.kind());
    assertTrue(bug.diagnosis().startsWith("java.lang.NullPointerException at "), bug.diagnosis());
  }

  @Test
  void saysWhyABrokerThatIsMisconfiguredDoesNotServe() {
    ReadinessProblem settings = new ReadinessProblem(Kind.SETTINGS, "ENTRA_TENANT_IDS");
    Readiness misconfigured =
        new Readiness.NotReady(DeadlinePassed.waitingFor("nothing"), settings);
    assertEquals(List.of(settings), new ReadinessCheck(misconfigured, fixture.clock).problems());
  }
}
