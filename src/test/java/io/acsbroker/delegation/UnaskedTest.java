package io.acsbroker.delegation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.delegation.Delegation.Busy;
import io.acsbroker.delegation.Delegation.Cause;
import io.acsbroker.delegation.Delegation.Delegated;
import io.acsbroker.delegation.Delegation.OverBudget;
import io.acsbroker.delegation.Delegation.Unavailable;
import io.acsbroker.local.net.CannedAnswer;
import io.acsbroker.net.AwaitedWork;
import io.acsbroker.net.FairThreads;
import io.acsbroker.net.SharedAnswers;
import io.acsbroker.token.ClientCredential.Secret;
import io.acsbroker.token.Deadline;
import io.acsbroker.token.ReceivedToken;
import io.acsbroker.token.Subject;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When a user hears an answer without Entra being asked, and what is left of a request. */
class UnaskedTest {
  private static final Subject OTHER = EntraFixture.user(70);

  private final EntraFixture fixture;
  private final SharedAnswers<EntraAnswer> memory;
  private final EntraThrottle throttle;
  private final CountDownLatch release = new CountDownLatch(1);

  UnaskedTest() throws Exception {
    fixture = new EntraFixture();
    memory = EntraSubjectTokens.memory(fixture.clock());
    throttle = new EntraThrottle(fixture.clock());
  }

  @AfterEach
  void close() {
    release.countDown();
    fixture.close();
  }

  private SubjectTokenSource source(FairThreads threads, MsalClients clients) {
    return new EntraSubjectTokens(
        new EntraTokenEndpoint(
            clients, fixture.http(), Set.of(EntraFixture.SCOPE), fixture.kept, fixture.clock()),
        Optional::empty,
        memory,
        throttle,
        threads);
  }

  private SubjectTokenSource source(FairThreads threads) {
    return source(threads, new SingleUseClients(fixture.settings(new Secret("s3cret")), () -> ""));
  }

  /** Holds one place until the end of the test. */
  private void occupy(FairThreads threads, Subject user) {
    AwaitedWork<String> work =
        new AwaitedWork<>(
            user,
            Deadline.in(Duration.ofMinutes(1)),
            () -> {
              try {
                return String.valueOf(release.await(1, TimeUnit.MINUTES));
              } catch (InterruptedException cut) {
                throw new IllegalStateException(cut);
              }
            });
    assertEquals(FairThreads.Start.ACCEPTED, threads.start(work));
  }

  private void assertLeft(int requests) {
    Deadline deadline = Deadline.in(Duration.ofSeconds(10));
    while (memory.size() != requests && !deadline.hasPassed()) {
      Thread.onSpinWait();
    }
    assertEquals(requests, memory.size());
  }

  @Test
  void isWhereTheUserHasEnoughUnderWay() {
    FairThreads threads = new FairThreads("enough-", 8, 8);
    for (int i = 0; i < FairThreads.MOST_OF_ONE_USER; i++) {
      occupy(threads, EntraFixture.USER);
    }
    assertEquals(new Busy(), EntraFixture.ask(source(threads), "caller"));
    assertInstanceOf(Delegated.class, EntraFixture.ask(source(threads), "other", OTHER));
    assertEquals(1, fixture.entra.requests());
  }

  @Test
  void isWhereThereIsNoPlaceAtAll() {
    FairThreads threads = new FairThreads("full-", 1, 1);
    occupy(threads, EntraFixture.user(1));
    occupy(threads, EntraFixture.user(2));
    assertEquals(
        new Unavailable(
            Cause.ENTRA_UNAVAILABLE, Duration.ofSeconds(5), "too many requests under way"),
        EntraFixture.ask(source(threads), "caller"));
    assertEquals(0, fixture.entra.requests());
  }

  @Test
  void isWhereTheUserHasHadTooMany() {
    SubjectTokenSource source = source(new FairThreads("budget-", 1, 1));
    Duration wait = Duration.ofSeconds(7);
    assertEquals(
        new OverBudget(wait),
        source.onBehalfOf(
            new ReceivedToken("caller"),
            EntraFixture.USER,
            () -> Optional.of(wait),
            Deadline.in(Duration.ofMinutes(1))));
    assertEquals(0, fixture.entra.requests());
    assertLeft(0);
  }

  @Test
  void isWhereEntraHasThrottledTheUserWhileTheRequestWaitedForItsTurn() throws Exception {
    FairThreads threads = new FairThreads("turn-", 1, 1);
    occupy(threads, OTHER);
    SubjectTokenSource source = source(threads);
    AtomicBoolean budgetTaken = new AtomicBoolean();
    CompletableFuture<Delegation> answer = new CompletableFuture<>();
    Thread waiting =
        Thread.ofPlatform()
            .start(
                () ->
                    answer.complete(
                        source.onBehalfOf(
                            new ReceivedToken("caller"),
                            EntraFixture.USER,
                            () -> {
                              budgetTaken.set(true);
                              return Optional.empty();
                            },
                            Deadline.in(Duration.ofMinutes(1)))));
    while (waiting.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
    throttle.ended(
        EntraFixture.USER,
        new Unavailable(Cause.ENTRA_THROTTLED, Duration.ofMinutes(10), "HTTP 429"));
    release.countDown();
    Unavailable left = assertInstanceOf(Unavailable.class, answer.get(30, TimeUnit.SECONDS));
    assertEquals("left alone", left.diagnosis());
    assertFalse(budgetTaken.get());
    assertEquals(0, fixture.entra.requests());
  }

  @Test
  void leavesATokenBehindAndNoOutage() {
    SubjectTokenSource source = source(new FairThreads("left-", 1, 1));
    fixture.entra.answerAll(CannedAnswer.empty(503));
    assertInstanceOf(Unavailable.class, EntraFixture.ask(source, "a"));
    assertLeft(0);
    fixture.entra.answerAll(null);
    assertInstanceOf(Delegated.class, EntraFixture.ask(source, "b"));
    assertLeft(1);
  }

  @Test
  void leavesNothingOfABugNeitherInMemoryNorForTheTenant() {
    SubjectTokenSource source =
        source(
            new FairThreads("bug-", 1, 1),
            (tenant, http) -> {
              throw new ArithmeticException("a bug");
            });
    for (int i = 0; i < TenantThrottle.USERS; i++) {
      throttle.ended(
          EntraFixture.user(10 + i),
          new Unavailable(Cause.ENTRA_THROTTLED, Duration.ofMinutes(10), "HTTP 429"));
    }
    fixture.pass(TenantThrottle.LONGEST.plusSeconds(1));
    assertThrows(IllegalStateException.class, () -> EntraFixture.ask(source, "caller"));
    assertLeft(0);
    assertTrue(throttle.left(OTHER).isEmpty(), "the probe has ended");
  }
}
