package io.acsbroker.delegation;

import static io.acsbroker.delegation.EntraFixture.token;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.aad.msal4j.ConfidentialClientApplication;
import io.acsbroker.delegation.Delegation.Cause;
import io.acsbroker.delegation.Delegation.Unavailable;
import io.acsbroker.local.net.CannedAnswer;
import io.acsbroker.net.FairThreads;
import io.acsbroker.net.SharedAnswers;
import io.acsbroker.token.ClientCredential.Secret;
import io.acsbroker.token.Deadline;
import io.acsbroker.token.ReceivedToken;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SharedRequestTest {
  private final EntraFixture fixture;

  SharedRequestTest() throws Exception {
    fixture = new EntraFixture();
  }

  @AfterEach
  void close() {
    fixture.close();
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
