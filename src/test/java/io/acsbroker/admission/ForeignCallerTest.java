package io.acsbroker.admission;

import static io.acsbroker.admission.CallerCheckFixture.CALLER;
import static io.acsbroker.admission.CallerCheckFixture.CALLER_CLIENT;
import static io.acsbroker.admission.CallerCheckFixture.CLIENT;
import static io.acsbroker.admission.CallerCheckFixture.DELEGATED;
import static io.acsbroker.admission.CallerCheckFixture.FOREIGN;
import static io.acsbroker.admission.CallerCheckFixture.SUBJECT;
import static io.acsbroker.admission.CallerCheckFixture.TEAMS;
import static io.acsbroker.admission.CallerCheckFixture.TENANT;
import static io.acsbroker.admission.CallerCheckFixture.USER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.issuance.IssuanceRequest;
import io.acsbroker.outcome.ExchangeOutcome.Granted;
import io.acsbroker.outcome.ExchangeOutcome.Refused;
import io.acsbroker.outcome.FinishedExchange;
import io.acsbroker.outcome.Refusal;
import io.acsbroker.outcome.RefusalCode;
import io.acsbroker.outcome.Stage;
import io.acsbroker.outcome.Trail;
import io.acsbroker.subject.ForeignCallers;
import io.acsbroker.subject.RejectionReason;
import io.acsbroker.subject.Verification.Rejected;
import io.acsbroker.token.AccessRule;
import io.acsbroker.token.AllowedTenants;
import io.acsbroker.token.AppRole;
import io.acsbroker.token.CallerIssuer;
import io.acsbroker.token.CallerIssuer.Binding;
import io.acsbroker.token.CallerRoute;
import io.acsbroker.token.ExchangeRoute;
import io.acsbroker.token.ForeignPerson;
import io.acsbroker.token.Guests;
import io.acsbroker.token.ObjectId;
import io.acsbroker.token.ReadinessProblem;
import io.acsbroker.token.ReadinessProblem.Kind;
import io.acsbroker.token.ReceivedToken;
import io.acsbroker.token.Subject;
import io.acsbroker.token.TenantId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Callers of another issuer than Entra: who they may be, and for whom they may come. */
class ForeignCallerTest {
  private static final AppRole ROLE = new AppRole("Calls.Place");
  private static final ObjectId OTHER = new ObjectId("77777777-7777-4777-8777-777777777777");
  private static final TenantId OTHER_TENANT = new TenantId("33333333-3333-4333-8333-333333333333");
  private static final Set<CallerRoute> ALL = Set.of(CallerRoute.values());

  private final CallerCheckFixture fixture = new CallerCheckFixture();

  @BeforeEach
  void bringATokenOfAnotherIssuer() {
    fixture.bearer = FOREIGN;
    bound(USER);
  }

  private void bound(Subject user) {
    caller(ForeignCallers.issuer("acme", ForeignCallers.BOUND), Optional.of(user));
  }

  private void unbound(AllowedTenants tenants) {
    caller(ForeignCallers.issuer("acme", new Binding.None(tenants)), Optional.empty());
  }

  private void caller(CallerIssuer issuer, Optional<Subject> boundTo) {
    fixture.foreignCaller = Optional.of(new ForeignCallers(issuer, "sub", boundTo));
  }

  private void wanting(
      Set<String> clients, Set<String> scopes, Set<String> roles, Set<String> groups) {
    caller(
        ForeignCallers.issuer("acme", ForeignCallers.BOUND, clients, scopes, roles, groups, ALL),
        Optional.of(USER));
  }

  private void rule(Set<AppRole> roles, Set<ObjectId> groups, Set<String> issuers) {
    fixture.rule =
        new AccessRule(Set.of(CLIENT), Set.of(CALLER_CLIENT), roles, groups, issuers, Guests.ACS);
  }

  private FinishedExchange granted() {
    FinishedExchange finished = fixture.exchange(SUBJECT);
    assertInstanceOf(Granted.class, finished.outcome(), finished::toString);
    return finished;
  }

  private Refusal forbidden(RefusalCode code) {
    FinishedExchange finished = fixture.exchange(SUBJECT);
    Refusal refusal = assertInstanceOf(Refused.class, finished.outcome()).refusal();
    assertEquals(code, refusal.code());
    assertEquals(Stage.POLICY, finished.stage());
    assertEquals(List.of(), fixture.asked, "ACS was asked");
    return refusal;
  }

  @Test
  void asksAcsForTheUserOfTheSubjectTokenAndLeavesATrailOfBoth() {
    Trail trail = granted().trail();
    assertEquals(
        List.of(new IssuanceRequest(ExchangeRoute.TEAMS, SUBJECT, CLIENT, USER)), fixture.asked);
    assertEquals(Optional.of(USER), trail.user());
    assertEquals(Optional.of(TENANT), trail.knownTenant());
    assertEquals(Optional.of("acme"), trail.callerIssuer());
    assertEquals(Optional.of("spa"), trail.callerClient());
    assertEquals(Optional.of("jti"), trail.callerTokenId());
    assertEquals(Optional.of("issuer acme, role caller, group staff"), trail.rule());
  }

  @Test
  void namesTheIssuerOfARefusedTokenInTheLogOnceTheSignatureHasHeld() {
    fixture.foreignRejection = Optional.of(rejected(RejectionReason.EXPIRED));
    assertEquals(Optional.of("acme"), fixture.exchange(SUBJECT).trail().callerIssuer());
    fixture.foreignRejection = Optional.of(rejected(RejectionReason.SIGNATURE_INVALID));
    assertEquals(Optional.empty(), fixture.exchange(SUBJECT).trail().callerIssuer());
  }

  private static Rejected rejected(RejectionReason reason) {
    return new Rejected(reason, null, null, Optional.empty());
  }

  @Test
  void takesTheTokenOfNobodyButTheUserToWhomTheCallerIsBound() {
    bound(new Subject(TENANT, OTHER));
    assertEquals("/ext/oid", forbidden(RefusalCode.CALLER_MISMATCH).claim());
    bound(new Subject(OTHER_TENANT, USER.user()));
    assertEquals("/ext/tid", forbidden(RefusalCode.CALLER_MISMATCH).claim());
  }

  @Test
  void saysNothingInTheLogOfAUserWhoseTokenSomebodyElseBrought() {
    bound(new Subject(TENANT, OTHER));
    Trail trail = fixture.exchange(SUBJECT).trail();
    assertEquals(Optional.of(ForeignPerson.of("https://acme.example", "sub")), trail.user());
    assertEquals(Optional.empty(), trail.client());
  }

  @Test
  void takesTheTokensOfTheTenantsForWhichACallerIsBoundToNobody() {
    unbound(new AllowedTenants.Listed(Set.of(TENANT)));
    granted();
    fixture.verified(SUBJECT, new Subject(TENANT, OTHER), CLIENT, TEAMS);
    granted();
    fixture.asked.clear();
    fixture.verified(SUBJECT, new Subject(OTHER_TENANT, USER.user()), CLIENT, TEAMS);
    assertEquals("TENANT_NOT_LISTED", forbidden(RefusalCode.CALLER_ISSUER_NOT_ALLOWED).reason());
  }

  @Test
  void isLetInByNoRuleWithRolesOrGroupsThoughItsOwnClaimsHaveThem() {
    rule(Set.of(new AppRole("caller")), Set.of(), Set.of());
    assertEquals("RULE_CLOSED", forbidden(RefusalCode.CALLER_ISSUER_NOT_ALLOWED).reason());
    rule(Set.of(), Set.of(OTHER), Set.of());
    assertEquals("RULE_CLOSED", forbidden(RefusalCode.CALLER_ISSUER_NOT_ALLOWED).reason());
  }

  @Test
  void isLetInByARuleThatNamesItsIssuerWhateverElseTheRuleHas() {
    rule(Set.of(ROLE), Set.of(OTHER), Set.of("acme"));
    granted();
    fixture.asked.clear();
    rule(Set.of(), Set.of(), Set.of("beta"));
    assertEquals("RULE_CLOSED", forbidden(RefusalCode.CALLER_ISSUER_NOT_ALLOWED).reason());
  }

  @Test
  void holdsTheSubjectTokenAgainstTheRuleAsOfAnybody() {
    fixture.verified(SUBJECT, USER, CALLER_CLIENT, TEAMS);
    forbidden(RefusalCode.CLIENT_NOT_ALLOWED);
    fixture.verified(SUBJECT, USER, CLIENT, Set.of());
    forbidden(RefusalCode.SUBJECT_SCOPE_MISSING);
  }

  @Test
  void namesTheClientBeforeTheScopesTheRolesAndTheGroups() {
    wanting(Set.of("other"), Set.of("other"), Set.of("other"), Set.of("other"));
    Refusal client = forbidden(RefusalCode.CALLER_CLIENT_NOT_ALLOWED);
    assertEquals("azp", client.claim());
    assertEquals(Optional.of("spa"), client.finding().told());
    wanting(Set.of("spa"), Set.of("calls", "other"), Set.of("other"), Set.of("other"));
    Refusal scope = forbidden(RefusalCode.INSUFFICIENT_SCOPE);
    assertEquals("scope", scope.claim());
    assertEquals("calls other", scope.expected());
    assertEquals("missing other", scope.finding().logged());
    wanting(Set.of("spa"), Set.of(), Set.of("other"), Set.of("other"));
    Refusal role = forbidden(RefusalCode.CALLER_ROLE_MISSING);
    assertEquals("/realm_access/roles", role.claim());
    assertEquals("one of [other]", role.expected());
    wanting(Set.of("spa"), Set.of(), Set.of("caller"), Set.of("other"));
    assertEquals("groups", forbidden(RefusalCode.CALLER_GROUP_MISSING).claim());
  }

  @Test
  void writesNoClientIntoTheLogThatTheSettingsDoNotName() {
    wanting(Set.of("other"), Set.of(), Set.of("caller"), Set.of("staff"));
    assertEquals(Optional.empty(), fixture.exchange(SUBJECT).trail().callerClient());
  }

  @Test
  void comesForNothingThatItsEntryDoesNotList() {
    caller(
        ForeignCallers.issuer(
            "acme",
            ForeignCallers.BOUND,
            Set.of("spa"),
            Set.of(),
            Set.of("caller"),
            Set.of("staff"),
            Set.of(CallerRoute.IDENTITY)),
        Optional.of(USER));
    assertEquals("ROUTE_NOT_LISTED", forbidden(RefusalCode.CALLER_ISSUER_NOT_ALLOWED).reason());
  }

  @Test
  void hasToSendASubjectTokenThoughEntrasCallersNeedNot() {
    fixture.onBehalfOf = true;
    Refusal refusal = assertInstanceOf(Refused.class, fixture.exchange().outcome()).refusal();
    assertEquals(RefusalCode.SUBJECT_TOKEN_MISSING, refusal.code());
    assertTrue(refusal.detail().contains("than at Entra"), refusal.detail());
    fixture.bearer = CALLER;
    assertInstanceOf(Granted.class, fixture.exchange().outcome());
    assertEquals(DELEGATED, fixture.asked.getFirst().token());
  }

  @Test
  void leavesEntrasCallersAsTheyAre() {
    fixture.bearer = CALLER;
    assertEquals(Optional.empty(), granted().trail().callerIssuer());
  }

  @Test
  void takesNoCallerTokenOfEntrasWhereThereIsNoApiForThem() {
    fixture.entraToo = false;
    granted();
    fixture.asked.clear();
    fixture.profiles.clear();
    fixture.bearer = new ReceivedToken("eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJodHRwczovL3gifQ.AAAA");
    FinishedExchange finished = fixture.exchange(SUBJECT);
    Refusal refusal = assertInstanceOf(Refused.class, finished.outcome()).refusal();
    assertEquals(RefusalCode.CALLER_ISSUER_NOT_ALLOWED, refusal.code());
    assertEquals("ISSUER_NOT_LISTED", refusal.reason());
    assertEquals("iss", refusal.claim());
    assertEquals(Stage.TENANT, finished.stage());
    assertEquals(List.of(), fixture.profiles, "a token was verified");
  }

  @Test
  void saysOfWhatNamesNoIssuerThatItIsNoToken() {
    fixture.entraToo = false;
    for (String token : List.of("x", "a.b.c", "eyJhbGciOiJSUzI1NiJ9.e30.AAAA")) {
      fixture.bearer = new ReceivedToken(token);
      Refusal refusal =
          assertInstanceOf(Refused.class, fixture.exchange(SUBJECT).outcome()).refusal();
      assertEquals(RefusalCode.TOKEN_INVALID, refusal.code());
    }
    assertEquals(List.of(), fixture.asked);
  }

  @Test
  void isReadyWithoutTheKeysOfIssuersUnlessAllCallersAreTheirs() {
    fixture.foreignKeyProblem = Optional.of("acme is down");
    assertEquals(List.of(), fixture.problems());
    fixture.entraToo = false;
    assertEquals(
        List.of(new ReadinessProblem(Kind.SIGNING_KEYS, "acme is down")), fixture.problems());
    fixture.foreignKeyProblem = Optional.empty();
    fixture.keyProblem = Optional.of("Entra is down");
    assertEquals(
        List.of(new ReadinessProblem(Kind.SIGNING_KEYS, "Entra is down")), fixture.problems());
  }

  @Test
  void tellsHowLongTheTokensTook() {
    long start = System.nanoTime();
    Duration told = granted().trail().verifying();
    assertTrue(told.isPositive());
    assertTrue(told.compareTo(Duration.ofNanos(System.nanoTime() - start)) <= 0, told::toString);
  }
}
