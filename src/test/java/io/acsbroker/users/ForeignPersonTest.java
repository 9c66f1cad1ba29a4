package io.acsbroker.users;

import static io.acsbroker.users.IdentityFixture.CALLER;
import static io.acsbroker.users.IdentityFixture.USER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.acsbroker.outcome.ExchangeOutcome.Done;
import io.acsbroker.outcome.ExchangeOutcome.GrantedToIdentity;
import io.acsbroker.outcome.ExchangeOutcome.Identified;
import io.acsbroker.outcome.RefusalCode;
import io.acsbroker.subject.ForeignCallers;
import io.acsbroker.token.AllowedTenants;
import io.acsbroker.token.CallerIssuer.Binding;
import io.acsbroker.token.CallerRoute;
import io.acsbroker.token.Deadline;
import io.acsbroker.token.ForeignPerson;
import io.acsbroker.token.ReceivedToken;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Identities of people whom other issuers than Entra know. */
class ForeignPersonTest {
  private static final Binding UNBOUND = new Binding.None(new AllowedTenants.AnyOrganisation());
  private final IdentityFixture fixture = new IdentityFixture();

  private ReceivedToken caller(String issuer, String sub) {
    ReceivedToken token = new ReceivedToken(issuer + " " + sub);
    fixture.foreign.put(
        token, new ForeignCallers(ForeignCallers.issuer(issuer, UNBOUND), sub, Optional.empty()));
    return token;
  }

  private String made(ReceivedToken caller) {
    return assertInstanceOf(
            Identified.class,
            fixture
                .instance()
                .handle(new IdentityRequest.Create(caller), Deadline.in(Duration.ofSeconds(30)))
                .outcome())
        .identity()
        .id();
  }

  @Test
  void meetNeitherTheSameSubjectOfAnotherIssuerNorAUserOfEntras() {
    Set<String> identities =
        Set.of(
            made(CALLER),
            made(caller("acme", "7")),
            made(caller("beta", "7")),
            made(caller("acme", USER.user().value())));
    assertEquals(4, identities.size());
    assertEquals(
        Set.of(
            USER,
            ForeignPerson.of("https://acme.example", "7"),
            ForeignPerson.of("https://beta.example", "7"),
            ForeignPerson.of("https://acme.example", USER.user().value())),
        fixture.table.rows.keySet());
  }

  @Test
  void areWhoTheyWereWhenTheyComeAgain() {
    assertEquals(made(caller("acme", "7")), made(caller("acme", "7")));
  }

  @Test
  void areRemovedWithoutAnybodyElse() {
    ReceivedToken acme = caller("acme", "7");
    made(acme);
    made(caller("beta", "7"));
    assertEquals(new Done(), fixture.handle(new IdentityRequest.Delete(acme)).outcome());
    assertEquals(
        Set.of(ForeignPerson.of("https://beta.example", "7")), fixture.table.rows.keySet());
  }

  @Test
  void haveALimitEach() {
    fixture.perUser = 1;
    ReceivedToken acme = caller("acme", "7");
    UserIdentities instance = fixture.instance();
    Deadline deadline = Deadline.in(Duration.ofSeconds(30));
    instance.handle(token(acme), deadline);
    assertEquals(
        RefusalCode.TOO_MANY_EXCHANGES,
        IdentityFixture.code(instance.handle(token(acme), deadline)));
    assertInstanceOf(
        GrantedToIdentity.class, instance.handle(token(caller("beta", "7")), deadline).outcome());
  }

  private static IdentityRequest token(ReceivedToken caller) {
    return new IdentityRequest.Token(caller, Optional.empty(), Optional.empty());
  }

  @Test
  void getNoneWhereTheEntryOfTheirIssuerDoesNotListIdentities() {
    ReceivedToken acme = new ReceivedToken("acme 7");
    fixture.foreign.put(
        acme,
        new ForeignCallers(
            ForeignCallers.issuer(
                "acme",
                UNBOUND,
                Set.of("spa"),
                Set.of(),
                Set.of("caller"),
                Set.of("staff"),
                Set.of(CallerRoute.EXCHANGE)),
            "7",
            Optional.empty()));
    assertEquals(
        RefusalCode.CALLER_ISSUER_NOT_ALLOWED,
        IdentityFixture.code(fixture.handle(new IdentityRequest.Create(acme))));
    assertEquals(Map.of(), fixture.table.rows);
    assertEquals(List.of(), fixture.acs.asked);
  }
}
