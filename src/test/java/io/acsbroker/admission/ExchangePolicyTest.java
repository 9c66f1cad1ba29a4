package io.acsbroker.admission;

import static io.acsbroker.admission.CallerCheckFixture.CLIENT;
import static io.acsbroker.admission.CallerCheckFixture.USER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.outcome.ExchangeOutcome.Refused;
import io.acsbroker.outcome.ExchangeSubject;
import io.acsbroker.outcome.Step;
import io.acsbroker.outcome.Trail;
import io.acsbroker.subject.VerifiedTokens;
import io.acsbroker.token.AccessRules;
import io.acsbroker.token.AllowedTenants;
import io.acsbroker.token.EntraCloud;
import io.acsbroker.token.ExchangeRoute;
import io.acsbroker.token.ReceivedToken;
import io.acsbroker.token.SampleRules;
import io.acsbroker.token.Scope;
import io.acsbroker.token.SubjectRequirements;
import io.acsbroker.token.TokenVersion;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is said of missing scopes, and by which rule of the settings a user was let in. */
class ExchangePolicyTest {
  private static final Scope CALLS = new Scope("Teams.ManageCalls");
  private static final Scope CHATS = new Scope("Teams.ManageChats");

  private static Step<ExchangeSubject> admit(Set<Scope> required, Set<Scope> scopes) {
    ReceivedToken token = new ReceivedToken("token");
    return new ExchangePolicy(
            new AccessRules.ForAll(
                new AllowedTenants.AnyOrganisation(), SampleRules.ofClients(Set.of(CLIENT))),
            new SubjectRequirements(
                ExchangeRoute.TEAMS,
                ExchangeRoute.TEAMS.resource().profile(EntraCloud.PUBLIC),
                required))
        .admit(
            new ExchangeSubject.Direct(
                VerifiedTokens.of(token, USER, TokenVersion.V1, CLIENT, scopes)),
            new ExchangeRequest(token, Optional.empty(), Optional.empty(), Optional.empty()),
            Trail.EMPTY);
  }

  private static void assertRefused(String begin, Set<Scope> required, Set<Scope> scopes) {
    Step.Stopped<?> stopped = assertInstanceOf(Step.Stopped.class, admit(required, scopes));
    String detail = assertInstanceOf(Refused.class, stopped.outcome()).refusal().detail();
    assertTrue(detail.startsWith(begin), detail);
    // Of no other route, which the token would belong to
    assertTrue(detail.endsWith("may have to consent."), detail);
    assertEquals(Optional.empty(), stopped.trail().rule());
  }

  @Test
  void namesTheScopesThatAreMissingAndAllThatAreWanted() {
    assertRefused(
        "The token lacks the scope Teams.ManageChats. Ask Entra for Teams.ManageCalls and"
            + " Teams.ManageChats in the same request; ",
        Set.of(CALLS, CHATS),
        Set.of(CALLS));
    assertRefused(
        "The token lacks the scopes Teams.ManageCalls and Teams.ManageChats. Ask Entra for",
        Set.of(CALLS, CHATS),
        Set.of());
    assertRefused(
        "The token lacks the scope Teams.ManageCalls. Ask Entra for Teams.ManageCalls; ",
        Set.of(CALLS),
        Set.of(CHATS));
  }

  @Test
  void tellsTheLogByWhichSettingsAUserWasLetIn() {
    Step.Passed<?> passed =
        assertInstanceOf(Step.Passed.class, admit(Set.of(CALLS), Set.of(CALLS, CHATS)));
    assertEquals(Optional.of("settings"), passed.trail().rule());
  }
}
