package io.acsbroker.azure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import io.acsbroker.fixture.ManualClock;
import io.acsbroker.token.Deadline;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class ManagedIdentityTokensTest {
  private static final String SERVICE = "https://service.example/.default";
  private static final Duration LIFETIME = Duration.ofHours(24);

  private final ManualClock clock = new ManualClock();
  private final Platform platform = new Platform();
  private final ManagedIdentityTokens tokens =
      new ManagedIdentityTokens(() -> platform, SERVICE, clock, Runnable::run);

  /** Gives a new token each time it is asked. */
  private final class Platform implements TokenCredential {
    private final List<TokenRequestContext> asked = new ArrayList<>();
    private boolean down;
    private Duration lifetime = LIFETIME;

    @Override
    public Mono<AccessToken> getToken(TokenRequestContext request) {
      throw new AssertionError("the broker asks synchronously");
    }

    @Override
    public synchronized AccessToken getTokenSync(TokenRequestContext request) {
      asked.add(request);
      if (down) {
        throw new IllegalStateException("down");
      }
      return new AccessToken(
          "token " + asked.size(), clock.instant().plus(lifetime).atOffset(ZoneOffset.UTC));
    }
  }

  private void ensure() {
    tokens.ensure(Deadline.in(Duration.ofMinutes(1)));
  }

  private String token() {
    return tokens.getTokenSync(new TokenRequestContext()).getToken();
  }

  @Test
  void asksOnceForAllAndForTheScopeOfTheService() throws Exception {
    Callable<String> ask = this::token;
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (var token : threads.invokeAll(IntStream.range(0, 50).mapToObj(i -> ask).toList())) {
        assertEquals("token 1", token.get());
      }
    }
    assertEquals(1, platform.asked.size());
    assertEquals(List.of(SERVICE), platform.asked.getFirst().getScopes());
  }

  @Test
  void renewsTheTokenFiveMinutesBeforeItExpires() {
    ensure();
    clock.pass(LIFETIME.minusMinutes(5).minusSeconds(1));
    assertEquals("token 1", token());
    clock.pass(Duration.ofSeconds(1));
    assertEquals("token 2", token());
  }

  @Test
  void goesOnWithTheOldTokenToItsEndWhereNoNewOneCanBeHad() {
    ensure();
    platform.down = true;
    clock.pass(LIFETIME.minusMinutes(1));
    assertEquals("token 1", token());
    assertEquals("token 1", token());
    assertEquals(2, platform.asked.size());
    clock.pass(Duration.ofMinutes(1));
    assertThrows(ManagedIdentityException.class, this::ensure);
  }

  @Test
  void repeatsAFailureForFiveSeconds() {
    platform.down = true;
    assertThrows(ManagedIdentityException.class, this::ensure);
    platform.down = false;
    clock.pass(Duration.ofMillis(4_999));
    ManagedIdentityException failure = assertThrows(ManagedIdentityException.class, this::ensure);
    assertEquals("managed identity: no token, and no more is known", failure.diagnosis());
    assertEquals(1, platform.asked.size());
    clock.pass(Duration.ofMillis(1));
    assertEquals("token 2", token());
  }

  @Test
  void repeatsAFailureNoLongerWhereTheClockWasSetBack() {
    platform.down = true;
    assertThrows(ManagedIdentityException.class, this::ensure);
    platform.down = false;
    clock.pass(Duration.ofHours(-3));
    assertEquals("token 2", token());
  }

  @Test
  void letsNobodysDeadlineCutAFetchShortForOthers() {
    Queue<Runnable> fetches = new ArrayDeque<>();
    ManagedIdentityTokens slow =
        new ManagedIdentityTokens(() -> platform, SERVICE, clock, fetches::add);
    Deadline soon = Deadline.in(Duration.ofMillis(10));
    ManagedIdentityException late =
        assertThrows(ManagedIdentityException.class, () -> slow.ensure(soon));
    assertEquals("managed identity: no answer before the request's deadline", late.diagnosis());
    assertThrows(ManagedIdentityException.class, () -> slow.ensure(soon));
    assertEquals(1, fetches.size());
    fetches.remove().run();
    slow.ensure(soon);
    assertEquals(1, platform.asked.size());
  }

  @Test
  void letsNobodyWaitForARenewal() {
    Queue<Runnable> fetches = new ArrayDeque<>();
    ManagedIdentityTokens slow =
        new ManagedIdentityTokens(() -> platform, SERVICE, clock, fetches::add);
    assertThrows(
        ManagedIdentityException.class, () -> slow.ensure(Deadline.in(Duration.ofMillis(10))));
    fetches.remove().run();
    clock.pass(LIFETIME.minusMinutes(5));
    for (int i = 0; i < 3; i++) {
      assertEquals("token 1", slow.getTokenSync(new TokenRequestContext()).getToken());
    }
    assertEquals(1, fetches.size());
    fetches.remove().run();
    assertEquals("token 2", slow.getTokenSync(new TokenRequestContext()).getToken());
  }

  @Test
  void asksAgainAfterADayWhateverTheEndThatThePlatformNames() {
    platform.lifetime = Duration.ofDays(3_650);
    ensure();
    clock.pass(LIFETIME.minusMinutes(5).minusSeconds(1));
    assertEquals("token 1", token());
    clock.pass(Duration.ofSeconds(1));
    assertEquals("token 2", token());
  }

  @Test
  void takesNoTokenThatHasExpired() {
    platform.lifetime = Duration.ZERO;
    ManagedIdentityException failure = assertThrows(ManagedIdentityException.class, this::ensure);
    assertEquals("managed identity: a token that has expired already", failure.diagnosis());
    platform.lifetime = Duration.ofSeconds(1);
    clock.pass(Duration.ofSeconds(5));
    assertEquals("token 2", token());
  }

  @Test
  void handsOutNoTokenThatHasExpiredWhileANewOneIsFetched() {
    Queue<Runnable> fetches = new ArrayDeque<>();
    ManagedIdentityTokens slow =
        new ManagedIdentityTokens(() -> platform, SERVICE, clock, fetches::add);
    Deadline soon = Deadline.in(Duration.ofMillis(1));
    assertThrows(ManagedIdentityException.class, () -> slow.value(soon));
    fetches.remove().run();
    clock.pass(LIFETIME.minusSeconds(1));
    assertEquals("token 1", slow.value(soon));
    clock.pass(Duration.ofSeconds(1));
    assertThrows(ManagedIdentityException.class, () -> slow.value(soon));
    fetches.remove().run();
    assertEquals("token 2", slow.value(soon));
  }

  @Test
  void givesTheSdkTheTokenThatIsKept() {
    ensure();
    TokenRequestContext any = new TokenRequestContext();
    assertEquals("token 1", tokens.getToken(any).map(AccessToken::getToken).block());
    assertEquals(1, platform.asked.size());
  }
}
