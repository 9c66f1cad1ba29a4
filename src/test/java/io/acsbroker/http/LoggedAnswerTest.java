package io.acsbroker.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.acsbroker.fixture.SampleSubjects;
import io.acsbroker.json.JsonObject;
import io.acsbroker.outcome.AcsUse;
import io.acsbroker.outcome.ExchangeOutcome.Done;
import io.acsbroker.outcome.ExchangeSubject;
import io.acsbroker.outcome.FinishedExchange;
import io.acsbroker.outcome.IdentityMark;
import io.acsbroker.outcome.Source;
import io.acsbroker.outcome.Stage;
import io.acsbroker.outcome.TableUse;
import io.acsbroker.outcome.Trail;
import io.acsbroker.subject.VerifiedToken;
import io.acsbroker.subject.VerifiedTokens;
import io.acsbroker.token.ClientId;
import io.acsbroker.token.EntraToken;
import io.acsbroker.token.TokenVersion;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the log says of an exchange: enough to find it again, and nobody's token or name. */
class LoggedAnswerTest {
  private static final ClientId CLIENT = new ClientId("44444444-4444-4444-8444-444444444444");
  private static final ClientId CALLER = new ClientId("55555555-5555-4555-8555-555555555555");
  private static final AcsUse ACS =
      new AcsUse(Duration.ofMillis(3), Duration.ofMillis(4), 2, Optional.of("acs-id"));

  private final FunctionFixture fixture = new FunctionFixture();

  private static VerifiedToken token(String text, ClientId client, int unknownParameters) {
    return VerifiedTokens.of(
        new EntraToken(text),
        SampleSubjects.number(1),
        TokenVersion.V1,
        client,
        Set.of(),
        Instant.MAX,
        unknownParameters);
  }

  private JsonObject logged(Trail trail, Optional<TableUse> table) {
    FinishedExchange finished =
        new FinishedExchange(new Done(), Stage.USER_LIMIT, Source.BROKER, trail, ACS, table);
    var unused =
        fixture.runner.run(
            SampleRequest.of(Map.of()), fixture.context(), () -> LoggedAnswer.with(finished));
    return JsonObject.parse(fixture.line()).orElseThrow();
  }

  @Test
  void tellsWhoAskedAndWithWhichTokensByTheirTraces() {
    VerifiedToken subject = token("the subject token", CLIENT, 1);
    Trail trail =
        Trail.EMPTY
            .withSubjectToken(subject.token())
            .withCaller(token("the caller token", CALLER, 2))
            .withSubject(new ExchangeSubject.Direct(subject))
            .admittedBy("a rule")
            .verified(Duration.ofMillis(1))
            .delegated(Duration.ofMillis(2));
    JsonObject event = logged(trail, Optional.empty());
    assertEquals(Optional.of("user_limit"), event.string("stage"));
    assertEquals(Optional.of("broker"), event.string("source"));
    assertEquals(Optional.of(subject.token().fingerprint()), event.string("tokenSha256"));
    assertEquals(Optional.of("11111111-1111-4111-8111-111111111111"), event.string("tenant"));
    assertEquals(Optional.of(CLIENT.value()), event.string("client"));
    assertEquals(Optional.of(CALLER.value()), event.string("callerClient"));
    // sha256sum of tenant/objectId, as docs/operations.md has operators look for a user
    assertEquals(
        Optional.of("b8b46b6c51376b75d77df2363948bbc2458dfd8d8884a8d98f688411f71b6028"),
        event.string("userSha256"));
    assertEquals(Optional.of("a rule"), event.string("rule"));
    assertEquals(Optional.of("uti"), event.string("uti"));
    assertEquals(Optional.of("uti"), event.string("callerUti"));
    assertEquals(Optional.of(1L), event.integer("verifyMs"));
    assertEquals(Optional.of(2L), event.integer("onBehalfOfMs"));
    assertEquals(Optional.of(3L), event.integer("managedIdentityMs"));
    assertEquals(Optional.of(4L), event.integer("acsMs"));
    assertEquals(Optional.of(2L), event.integer("acsTries"));
    assertEquals(Optional.of("acs-id"), event.string("acsCorrelationId"));
    assertEquals(Optional.of(3L), event.integer("ignoredHeaderParameters"));
    assertFalse(fixture.line().contains("the subject token"), fixture.line());
    assertFalse(fixture.line().contains("22222222-2222"), fixture.line());
  }

  @Test
  void saysNothingOfWhatIsNotKnown() {
    JsonObject event = logged(Trail.EMPTY, Optional.empty());
    for (String member :
        Set.of("tokenSha256", "tenant", "client", "callerClient", "userSha256", "rule", "uti")) {
      assertFalse(event.has(member), member);
    }
    assertFalse(event.has("tableMs"));
    assertFalse(event.has("acsIdentity"));
  }

  @Test
  void tellsWhatHappenedToTheIdentityInTheOrderOfTheAlphabet() {
    Set<IdentityMark> marks = Set.of(IdentityMark.TAKEN_OVER, IdentityMark.LEFT_BEHIND);
    JsonObject event = logged(Trail.EMPTY, Optional.of(new TableUse(Duration.ofMillis(5), marks)));
    assertEquals(Optional.of(5L), event.integer("tableMs"));
    assertEquals(Optional.of("left_behind,taken_over"), event.string("acsIdentity"));
  }
}
