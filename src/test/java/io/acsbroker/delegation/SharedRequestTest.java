package io.acsbroker.delegation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.aad.msal4j.ConfidentialClientApplication;
import io.acsbroker.delegation.Delegation.Cause;
import io.acsbroker.delegation.Delegation.Delegated;
import io.acsbroker.delegation.Delegation.Refused;
import io.acsbroker.delegation.Delegation.Unavailable;
import io.acsbroker.local.net.CannedAnswer;
import io.acsbroker.net.FairThreads;
import io.acsbroker.net.SharedAnswers;
import io.acsbroker.token.ClientCredential.Secret;
import io.acsbroker.token.Deadline;
import io.acsbroker.token.HashKey;
import io.acsbroker.token.ReceivedToken;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SharedRequestTest {
  private static final Duration BEFORE_END = Duration.ofMinutes(5);

  private final EntraFixture fixture;

  SharedRequestTest() throws Exception {
    fixture = new EntraFixture();
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private static String token(Delegation delegation) {
    return assertInstanceOf(Delegated.class, delegation).subjectToken().value();
  }

  @Test
  void asksOnceForAllWhoWantTheSameAtTheSameTime() throws Exception {
    SubjectTokenSource source = fixture.source();
    fixture.gate = new CountDownLatch(1);
    Callable<String> ask = () -> token(EntraFixture.ask(source, "caller"));
    try (ExecutorService threads = Executors.newCachedThreadPool()) {
      List<Future<String>> answers =
          IntStream.range(0, 50).mapToObj(i -> threads.submit(ask)).toList();
      fixture.gate.countDown();
      for (Future<String> answer : answers) {
        assertEquals("subject 1 for caller", answer.get());
      }
    }
    assertEquals(1, fixture.entra.requests());
  }

  @Test
  void letsNobodysDeadlineCutARequestShortForOthers() throws Exception {
    SubjectTokenSource source = fixture.source();
    fixture.gate = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newCachedThreadPool()) {
      Future<Delegation> patient = threads.submit(() -> EntraFixture.ask(source, "caller"));
      while (fixture.entra.requests() == 0) {
        Thread.onSpinWait();
      }
      assertLate(source);
      fixture.gate.countDown();
      assertEquals("subject 1 for caller", token(patient.get()));
    }
    assertEquals(1, fixture.entra.requests());
  }

  private static void assertLate(SubjectTokenSource source) {
    Delegation impatient =
        EntraFixture.ask(source, "caller", EntraFixture.USER, Deadline.in(Duration.ofMillis(50)));
    assertEquals(Cause.ENTRA_UNAVAILABLE, assertInstanceOf(Unavailable.class, impatient).cause());
  }

  @Test
  void endsARequestThatNobodyWaitsForAnyMore() {
    SubjectTokenSource source = fixture.source();
    fixture.gate = new CountDownLatch(1);
    for (int i = 0; i < 10; i++) {
      assertLate(source);
    }
    fixture.gate.countDown();
    String token = token(EntraFixture.ask(source, "caller"));
    assertEquals("for caller", token.substring(token.indexOf("for")));
  }

  @Test
  void keepsNoTokenForLongerThanItMay() {
    fixture.kept = Duration.ofMinutes(15);
    SubjectTokenSource source = fixture.source();
    assertEquals("subject 1 for caller", token(EntraFixture.ask(source, "caller")));
    fixture.pass(Duration.ofMinutes(14));
    assertEquals("subject 1 for caller", token(EntraFixture.ask(source, "caller")));
    fixture.pass(Duration.ofMinutes(1));
    assertEquals("subject 2 for caller", token(EntraFixture.ask(source, "caller")));
  }

  @Test
  void keepsNoTokenWhereItMayKeepNone() {
    fixture.kept = Duration.ZERO;
    SubjectTokenSource source = fixture.source();
    assertEquals("subject 1 for caller", token(EntraFixture.ask(source, "caller")));
    assertEquals("subject 2 for caller", token(EntraFixture.ask(source, "caller")));
  }

  @Test
  void repeatsATokenThatWasNotAskedForForFiveSeconds() {
    for (Duration kept : List.of(Duration.ofMinutes(15), Duration.ZERO)) {
      fixture.kept = kept;
      SubjectTokenSource source = fixture.source();
      String wrong = token(EntraFixture.ask(source, "caller"));
      for (int i = 0; i < 20; i++) {
        source.distrust(new ReceivedToken("caller"), new ReceivedToken(wrong));
        fixture.pass(Duration.ofMillis(200));
        assertEquals(wrong, token(EntraFixture.ask(source, "caller")));
      }
      fixture.pass(Duration.ofSeconds(1));
      assertNotEquals(wrong, token(EntraFixture.ask(source, "caller")));
    }
  }

  @Test
  void putsNoDistrustedTokenOverANewerOne() {
    SubjectTokenSource source = fixture.source();
    ReceivedToken wrong = new ReceivedToken(token(EntraFixture.ask(source, "caller")));
    source.forget(new ReceivedToken("caller"), wrong);
    assertEquals("subject 2 for caller", token(EntraFixture.ask(source, "caller")));
    source.distrust(new ReceivedToken("caller"), wrong);

    assertEquals("subject 2 for caller", token(EntraFixture.ask(source, "caller")));
    fixture.pass(Duration.ofSeconds(6));
    assertEquals("subject 2 for caller", token(EntraFixture.ask(source, "caller")));
  }

  @Test
  void remembersATokenUntilFiveMinutesBeforeItsEnd() {
    SubjectTokenSource source = fixture.source();
    assertEquals("subject 1 for caller", token(EntraFixture.ask(source, "caller")));
    fixture.pass(EntraFixture.LIFETIME.minus(BEFORE_END).minusMinutes(1));
    assertEquals("subject 1 for caller", token(EntraFixture.ask(source, "caller")));
    // By msal4j's clock, which goes on
    fixture.pass(Duration.ofSeconds(90));
    assertEquals("subject 2 for caller", token(EntraFixture.ask(source, "caller")));
  }

  @Test
  void remembersTwoTokensOfOneUserSideBySide() {
    SubjectTokenSource source = fixture.source();
    token(EntraFixture.ask(source, "phone"));
    token(EntraFixture.ask(source, "laptop"));
    assertEquals("subject 1 for phone", token(EntraFixture.ask(source, "phone")));
    assertEquals("subject 2 for laptop", token(EntraFixture.ask(source, "laptop")));
    assertEquals(2, fixture.entra.requests());
  }

  @Test
  void forgetsOneTokenAndNoOther() {
    SubjectTokenSource source = fixture.source();
    String refused = token(EntraFixture.ask(source, "a"));
    token(EntraFixture.ask(source, "b"));
    source.forget(new ReceivedToken("a"), new ReceivedToken(refused));

    assertEquals("subject 3 for a", token(EntraFixture.ask(source, "a")));
    assertEquals("subject 2 for b", token(EntraFixture.ask(source, "b")));
  }

  @Test
  void keepsATokenThatHasTakenTheRefusedOnesPlace() {
    SubjectTokenSource source = fixture.source();
    ReceivedToken refused = new ReceivedToken(token(EntraFixture.ask(source, "a")));
    source.forget(new ReceivedToken("a"), refused);
    assertEquals("subject 2 for a", token(EntraFixture.ask(source, "a")));
    source.forget(new ReceivedToken("a"), refused);

    assertEquals("subject 2 for a", token(EntraFixture.ask(source, "a")));
  }

  @Test
  void remembersNoOutage() {
    SubjectTokenSource source = fixture.source();
    fixture.entra.answerAll(CannedAnswer.empty(503));
    assertInstanceOf(Unavailable.class, EntraFixture.ask(source, "caller"));
    fixture.entra.answerAll(null);

    assertEquals("subject 2 for caller", token(EntraFixture.ask(source, "caller")));
  }

  @Test
  void repeatsARefusalForFiveSeconds() {
    SubjectTokenSource source = fixture.source();
    fixture.entra.answerAll(CannedAnswer.json(400, Map.of("error", "invalid_grant")));
    for (int i = 0; i < 20; i++) {
      assertInstanceOf(Refused.class, EntraFixture.ask(source, "caller"));
    }
    assertEquals(1, fixture.entra.requests());
    fixture.entra.answerAll(null);
    assertEquals("subject 2 for another", token(EntraFixture.ask(source, "another")));

    fixture.pass(Duration.ofSeconds(5));
    assertEquals("subject 3 for caller", token(EntraFixture.ask(source, "caller")));
  }

  @Test
  void leavesEntraAloneForAsLongAsItSaysAboutAUser() {
    SubjectTokenSource source = fixture.source();
    token(EntraFixture.ask(source, "known"));
    fixture.entra.answerAll(new CannedAnswer(429, Map.of("Retry-After", "60"), "", Duration.ZERO));
    assertThrottled(Duration.ofSeconds(60), EntraFixture.ask(source, "first"));
    fixture.entra.answerAll(null);
    fixture.pass(Duration.ofSeconds(20));
    assertThrottled(Duration.ofSeconds(40), EntraFixture.ask(source, "second"));
    assertEquals(2, fixture.entra.requests());

    assertEquals("subject 1 for known", token(EntraFixture.ask(source, "known")));
    Delegation ofAnother = EntraFixture.ask(source, "x", EntraFixture.user(1));
    assertEquals("subject 3 for x", token(ofAnother));
    fixture.pass(Duration.ofSeconds(41));
    assertEquals("subject 4 for second", token(EntraFixture.ask(source, "second")));
  }

  private static void assertThrottled(Duration atMost, Delegation delegation) {
    Unavailable unavailable = assertInstanceOf(Unavailable.class, delegation);
    assertEquals(Cause.ENTRA_THROTTLED, unavailable.cause());
    Duration wait = unavailable.retryAfter();
    assertTrue(
        wait.compareTo(atMost) <= 0 && wait.compareTo(atMost.minusSeconds(15)) > 0,
        wait.toString());
  }

  @Test
  void remembersFiveThousandTokensAtMost() {
    SharedAnswers<EntraAnswer> memory = EntraSubjectTokens.memory(fixture.clock());
    EntraAnswer acquired =
        new EntraAnswer(
            new Delegated(new ReceivedToken("subject")),
            fixture.clock().instant().plusSeconds(600));
    for (int i = 0; i < 6_000; i++) {
      HashKey key = HashKey.of(List.of("caller " + i));
      CompletableFuture<EntraAnswer> request = new CompletableFuture<>();
      assertTrue(memory.sameOrEnter(key, request).isEmpty());
      memory.end(key, request, acquired);
    }
    assertEquals(5_000, memory.size());
  }

  @Test
  void leavesNothingOfMsalBehindAfterManyUsers() throws Exception {
    OnBehalfOfFlow settings = fixture.settings(new Secret("s3cret"));
    MsalClients clients = new SingleUseClients(settings, () -> "");
    List<WeakReference<ConfidentialClientApplication>> made = new CopyOnWriteArrayList<>();
    List<Integer> kept = new CopyOnWriteArrayList<>();
    EntraTokenEndpoint endpoint =
        new EntraTokenEndpoint(
            (tenant, http) -> {
              ConfidentialClientApplication client = clients.client(tenant, http);
              made.add(new WeakReference<>(client));
              return client;
            },
            fixture.http(),
            Set.of(EntraFixture.SCOPE),
            fixture.kept,
            fixture.clock());
    for (int user = 0; user < 100; user++) {
      EntraAnswer unused = endpoint.ask(new ReceivedToken("caller " + user), EntraFixture.TENANT);
      ConfidentialClientApplication client = made.getLast().get();
      if (client != null) {
        kept.add(client.getAccounts().join().size());
      }
    }

    assertEquals(100, made.size());
    assertTrue(kept.stream().allMatch(accounts -> accounts == 1), kept.toString());
    for (int tries = 0; alive(made) > 2 && tries < 500; tries++) {
      System.gc();
      Thread.sleep(10);
    }
    assertTrue(alive(made) <= 2, alive(made) + " clients are left");
  }

  private static long alive(List<WeakReference<ConfidentialClientApplication>> made) {
    return made.stream().filter(client -> !client.refersTo(null)).count();
  }

  @Test
  void givesNobodyATokenOfOtherScopes() {
    SubjectTokenSources sources = fixture.sources();
    String calls = "https://communication.azure.com/clients/VoIP";
    Delegation teams = EntraFixture.ask(sources.of(Set.of(EntraFixture.SCOPE)), "caller");
    Delegation entra = EntraFixture.ask(sources.of(Set.of(calls)), "caller");

    assertEquals(2, fixture.entra.requests());
    assertNotEquals(teams, entra);
    assertTrue(fixture.requests.get(1).form().getOrDefault("scope", "").contains(calls));
    assertEquals(entra, EntraFixture.ask(sources.of(Set.of(calls)), "caller"));
    assertEquals(2, fixture.entra.requests());
  }

  @Test
  void leavesNothingUnderWayWhereItCannotEvenBegin() {
    SharedAnswers<EntraAnswer> memory = EntraSubjectTokens.memory(fixture.clock());
    InstantSource broken =
        () -> {
          throw new OutOfMemoryError("no room");
        };
    MsalClients unasked =
        (tenant, http) -> {
          throw new AssertionError("asked");
        };
    SubjectTokenSource source =
        new EntraSubjectTokens(
            new EntraTokenEndpoint(
                unasked, fixture.http(), Set.of(EntraFixture.SCOPE), fixture.kept, fixture.clock()),
            Optional::empty,
            memory,
            new EntraThrottle(broken),
            new FairThreads("unused-", 1, 1));

    for (int i = 0; i < 2; i++) {
      OutOfMemoryError thrown =
          assertThrows(OutOfMemoryError.class, () -> EntraFixture.ask(source, "caller"));
      assertEquals("no room", thrown.getMessage());
      assertEquals(0, memory.size());
    }
  }

  @Test
  void throwsBugsAtAllWhoWait() {
    MsalClients broken =
        (tenant, http) -> {
          throw new ArithmeticException("a bug");
        };
    SubjectTokenSource source =
        new EntraSubjectTokens(
            new EntraTokenEndpoint(
                broken, fixture.http(), Set.of(EntraFixture.SCOPE), fixture.kept, fixture.clock()),
            Optional::empty,
            EntraSubjectTokens.memory(fixture.clock()),
            new EntraThrottle(fixture.clock()),
            new FairThreads("broken-", 1, 1));

    IllegalStateException bug =
        assertThrows(IllegalStateException.class, () -> EntraFixture.ask(source, "caller"));
    assertInstanceOf(ArithmeticException.class, bug.getCause());
  }
}
