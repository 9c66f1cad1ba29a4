package io.acsbroker.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.admission.DirectAuthentication;
import io.acsbroker.admission.ExchangePolicy;
import io.acsbroker.admission.ExchangeRequest;
import io.acsbroker.admission.UserLimit;
import io.acsbroker.fixture.EventDeadline;
import io.acsbroker.issuance.AcsReport;
import io.acsbroker.issuance.Issuance;
import io.acsbroker.issuance.Issuance.Cause;
import io.acsbroker.issuance.Issuance.Issued;
import io.acsbroker.issuance.Issuance.Unavailable;
import io.acsbroker.issuance.IssuanceRequest;
import io.acsbroker.issuance.TokenIssuer;
import io.acsbroker.outcome.ExchangeOutcome.DeadlinePassed;
import io.acsbroker.outcome.ExchangeOutcome.Granted;
import io.acsbroker.outcome.ExchangeOutcome.RefusedForNow;
import io.acsbroker.outcome.FinishedExchange;
import io.acsbroker.outcome.Refusal;
import io.acsbroker.outcome.RefusalCode;
import io.acsbroker.outcome.Source;
import io.acsbroker.outcome.Stage;
import io.acsbroker.subject.EntraTokenVerifier;
import io.acsbroker.subject.Verification;
import io.acsbroker.subject.Verification.KeysUnavailable;
import io.acsbroker.subject.VerifiedTokens;
import io.acsbroker.token.AccessRules;
import io.acsbroker.token.AllowedTenants;
import io.acsbroker.token.ClientId;
import io.acsbroker.token.Deadline;
import io.acsbroker.token.EntraCloud;
import io.acsbroker.token.ExchangeRoute;
import io.acsbroker.token.IssuedToken;
import io.acsbroker.token.ObjectId;
import io.acsbroker.token.ReadinessProblem;
import io.acsbroker.token.ReadinessProblem.Kind;
import io.acsbroker.token.ReceivedToken;
import io.acsbroker.token.SampleRules;
import io.acsbroker.token.Subject;
import io.acsbroker.token.SubjectRequirements;
import io.acsbroker.token.TenantId;
import io.acsbroker.token.TokenProfile;
import io.acsbroker.token.TokenVersion;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Exchanges that are too late or too many, and what can be prepared for them. */
class PatienceTest {
  private static final ReceivedToken TOKEN = new ReceivedToken("the subject token");
  private static final ClientId CLIENT = new ClientId("44444444-4444-4444-8444-444444444444");
  private static final Deadline PASSED = Deadline.in(Duration.ZERO);
  private static final Deadline LONG = Deadline.in(Duration.ofMinutes(1));

  private Verification verification =
      new Verification.Verified(
          VerifiedTokens.of(
              TOKEN,
              new Subject(
                  new TenantId("11111111-1111-4111-8111-111111111111"),
                  new ObjectId("22222222-2222-4222-8222-222222222222")),
              TokenVersion.V1,
              CLIENT,
              Set.of()));

  private Optional<String> keyProblem = Optional.empty();
  private volatile boolean hangs;
  private final CountDownLatch begun = new CountDownLatch(1);
  private volatile CompletableFuture<Void> gate = CompletableFuture.completedFuture(null);
  private Optional<ReadinessProblem> issuerProblem = Optional.empty();
  private final TokenExchange exchange = exchange();

  /** With one exchange for each user in ten minutes, none of which is remembered. */
  private TokenExchange exchange() {
    SubjectRequirements required =
        new SubjectRequirements(ExchangeRoute.TEAMS, TokenProfile.ofAudiences(Set.of()), Set.of());
    return new TokenExchange(
        ExchangeRoute.TEAMS,
        new DirectAuthentication(EntraCloud.PUBLIC, new Verifier(), required),
        new ExchangePolicy(
            new AccessRules.ForAll(
                new AllowedTenants.AnyOrganisation(), SampleRules.ofClients(Set.of(CLIENT))),
            required),
        new SharedIssuance(
            new Issuer(),
            "https://acs.example",
            Duration.ZERO,
            new UserLimit(1, InstantSource.fixed(Instant.EPOCH)),
            1,
            InstantSource.fixed(Instant.EPOCH),
            Duration.ofMinutes(1)));
  }

  private final class Verifier implements EntraTokenVerifier {
    @Override
    public Verification verify(ReceivedToken token, TokenProfile profile, Deadline deadline) {
      return verification;
    }

    @Override
    public Optional<String> prepare(Deadline deadline) {
      return keyProblem;
    }
  }

  private final class Issuer implements TokenIssuer {
    @Override
    public AcsReport<Issuance> issue(IssuanceRequest request, Deadline deadline) {
      if (hangs) {
        begun.countDown();
        return lastWords();
      }
      // Not to be interrupted, as little as an issuer that notices nothing
      gate.join();
      return new AcsReport<>(
          new Issued(new IssuedToken("issued", Instant.MAX, "8:orgid:x")),
          Duration.ZERO,
          Duration.ZERO,
          1,
          Optional.empty());
    }

    @Override
    public Optional<ReadinessProblem> prepare(Deadline deadline) {
      return issuerProblem;
    }
  }

  /** As an issuer does that is cut off while it signs in. */
  private static AcsReport<Issuance> lastWords() {
    try {
      Thread.sleep(Duration.ofMinutes(1));
    } catch (InterruptedException cutOff) {
      Thread.currentThread().interrupt();
    }
    return new AcsReport<>(
        new Unavailable(Cause.MANAGED_IDENTITY_UNAVAILABLE, Optional.empty(), "out of time"),
        Duration.ofMillis(20),
        Duration.ZERO,
        0,
        Optional.empty());
  }

  @Test
  void saysWhereItWasWhenItsTimeWasUp() {
    hangs = true;
    FinishedExchange finished = finished(EventDeadline.once(begun));
    assertLate("waited for: MANAGED_IDENTITY", Stage.MANAGED_IDENTITY, finished);
    assertEquals(Duration.ofMillis(20), finished.acs().signingIn());
    assertEquals(Source.ACS, finished.source());
  }

  private FinishedExchange finished(Deadline deadline) {
    return exchange.exchange(
        new ExchangeRequest(TOKEN, Optional.empty(), Optional.empty(), Optional.empty()), deadline);
  }

  private static void assertLate(String reason, Stage stage, FinishedExchange finished) {
    Refusal refusal = assertInstanceOf(DeadlinePassed.class, finished.outcome()).refusal();
    assertEquals(RefusalCode.DEADLINE_PASSED, refusal.code());
    assertEquals(reason, refusal.reason());
    assertEquals(stage, finished.stage());
  }

  @Test
  void saysThatItIsLateRatherThanThatKeysAreUnavailable() {
    verification = new KeysUnavailable(Duration.ofSeconds(5), "HTTP 500");
    assertLate("waited for: Entra's signing keys", Stage.KEYS, finished(PASSED));
  }

  @Test
  void saysThatItIsLateWhereAcsIsStillBeingAsked() {
    gate = new CompletableFuture<>();
    assertLate("waited for: ACS", Stage.ACS, finished(PASSED));
    gate.complete(null);
  }

  @Test
  void saysThatTheUserHasHadTooMany() {
    assertInstanceOf(Granted.class, finished(LONG).outcome());
    FinishedExchange second = finished(LONG);
    RefusedForNow tooMany = assertInstanceOf(RefusedForNow.class, second.outcome());
    assertEquals(RefusalCode.TOO_MANY_EXCHANGES, tooMany.refusal().code());
    assertEquals(Duration.ofMinutes(10), tooMany.retryAfter());
    assertEquals(Stage.USER_LIMIT, second.stage());
    assertEquals(Source.BROKER, second.source());
  }

  @Test
  void countsNoMoreTimeForTheTokenThanHasPassed() {
    long start = System.nanoTime();
    FinishedExchange finished = finished(LONG);
    Duration all = Duration.ofNanos(System.nanoTime() - start);
    assertTrue(
        !finished.trail().verifying().isNegative()
            && finished.trail().verifying().compareTo(all) <= 0);
  }

  @Test
  void namesAllThatStandsInTheWayOfTheFirstExchangeKeysFirst() {
    assertEquals(List.of(), exchange.prepare(LONG));
    ReadinessProblem identity = new ReadinessProblem(Kind.MANAGED_IDENTITY, "no token");
    issuerProblem = Optional.of(identity);
    assertEquals(List.of(identity), exchange.prepare(LONG));
    keyProblem = Optional.of("no keys");
    assertEquals(
        List.of(new ReadinessProblem(Kind.SIGNING_KEYS, "no keys"), identity),
        exchange.prepare(LONG));
  }
}
