package io.acsbroker.delegation;

import static io.acsbroker.delegation.EntraFixture.token;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.delegation.Delegation.Delegated;
import io.acsbroker.delegation.Delegation.Refused;
import io.acsbroker.delegation.Delegation.Unavailable;
import io.acsbroker.local.net.CannedAnswer;
import io.acsbroker.net.SharedAnswers;
import io.acsbroker.token.HashKey;
import io.acsbroker.token.ReceivedToken;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How long what Entra has said on behalf of a caller is repeated, and to whom. */
class RememberedDelegationTest {
  private static final Duration BEFORE_END = Duration.ofMinutes(5);

  private final EntraFixture fixture;

  RememberedDelegationTest() throws Exception {
    fixture = new EntraFixture();
  }

  @AfterEach
  void close() {
    fixture.close();
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
}
