package io.acsbroker.admission;

import static io.acsbroker.admission.CallerCheckFixture.API;
import static io.acsbroker.admission.CallerCheckFixture.CALLER;
import static io.acsbroker.admission.CallerCheckFixture.CALLER_CLIENT;
import static io.acsbroker.admission.CallerCheckFixture.CLIENT;
import static io.acsbroker.admission.CallerCheckFixture.SCOPE;
import static io.acsbroker.admission.CallerCheckFixture.SUBJECT;
import static io.acsbroker.admission.CallerCheckFixture.TEAMS;
import static io.acsbroker.admission.CallerCheckFixture.TENANT;
import static io.acsbroker.admission.CallerCheckFixture.USER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.issuance.IssuanceRequest;
import io.acsbroker.outcome.ExchangeOutcome.Granted;
import io.acsbroker.outcome.ExchangeOutcome.Refused;
import io.acsbroker.outcome.ExchangeOutcome.RefusedForNow;
import io.acsbroker.outcome.FinishedExchange;
import io.acsbroker.outcome.Refusal;
import io.acsbroker.outcome.RefusalCode;
import io.acsbroker.outcome.Stage;
import io.acsbroker.outcome.Trail;
import io.acsbroker.subject.UserStanding;
import io.acsbroker.subject.Verification.KeysUnavailable;
import io.acsbroker.token.AccessRule;
import io.acsbroker.token.AcsResource;
import io.acsbroker.token.AppRole;
import io.acsbroker.token.EntraCloud;
import io.acsbroker.token.ExchangeRoute;
import io.acsbroker.token.Guests;
import io.acsbroker.token.ObjectId;
import io.acsbroker.token.ReceivedToken;
import io.acsbroker.token.Subject;
import io.acsbroker.token.TenantId;
import io.acsbroker.token.TokenProfile;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who is calling, and for whom, in the order of the checks. */
class CallerAuthenticationTest {
  private static final AppRole ROLE = new AppRole("Calls.Place");
  private static final ObjectId GROUP = new ObjectId("77777777-7777-4777-8777-777777777777");
  private static final TenantId OTHER_TENANT = new TenantId("33333333-3333-4333-8333-333333333333");

  private final CallerCheckFixture fixture = new CallerCheckFixture();

  private Refusal forbidden(FinishedExchange finished) {
    assertEquals(List.of(), fixture.asked, "ACS was asked");
    assertEquals(Stage.POLICY, finished.stage());
    return assertInstanceOf(Refused.class, finished.outcome()).refusal();
  }

  private void standing(UserStanding standing) {
    fixture.standing(CALLER, USER, CALLER_CLIENT, Set.of(SCOPE), standing);
  }

  private static AccessRule rule(Set<AppRole> roles, Set<ObjectId> groups, Guests guests) {
    return new AccessRule(Set.of(CLIENT), Set.of(CALLER_CLIENT), roles, groups, Set.of(), guests);
  }

  @Test
  void asksAcsForTheSubjectTokenAndLeavesATrailOfBoth() {
    FinishedExchange finished = fixture.exchange(SUBJECT);
    assertInstanceOf(Granted.class, finished.outcome());
    assertEquals(
        List.of(new IssuanceRequest(ExchangeRoute.TEAMS, SUBJECT, CLIENT, USER)), fixture.asked);
    Trail trail = finished.trail();
    assertEquals(Optional.of(CALLER_CLIENT.value()), trail.callerClient());
    assertEquals(Optional.of(CLIENT), trail.client());
    assertEquals(Optional.of(USER), trail.user());
    assertEquals(Optional.of("uti"), trail.callerTokenId());
    assertEquals(Optional.of(SUBJECT), trail.subjectToken());
    assertEquals(Duration.ZERO, trail.delegating());
  }

  @Test
  void verifiesEachTokenForItsOwnAudience() {
    fixture.exchange(SUBJECT);
    TokenProfile callers = TokenProfile.ofAudiences(Set.of(API.value(), "api://" + API.value()));
    assertEquals(
        List.of(callers, AcsResource.COMMUNICATION_SERVICES.profile(EntraCloud.PUBLIC)),
        fixture.profiles);
  }

  @Test
  void looksAtNoSubjectTokenOfACallerWhoMayNot() {
    fixture.verified(CALLER, USER, CLIENT, Set.of(SCOPE));
    FinishedExchange finished = fixture.exchange(SUBJECT);
    assertEquals(RefusalCode.CALLER_CLIENT_NOT_ALLOWED, forbidden(finished).code());
    assertEquals(1, fixture.profiles.size());
    assertEquals(Optional.of(USER), finished.trail().user());
    assertEquals(Optional.of(TENANT), finished.trail().knownTenant());
  }

  @Test
  void namesTheClientBeforeTheScopeAndTheScopeBeforeTheGuest() {
    fixture.rule = rule(Set.of(ROLE), Set.of(GROUP), Guests.DENY);
    UserStanding guest = new UserStanding(Set.of(), Set.of(), false, Optional.of("acct"));
    fixture.standing(CALLER, USER, CLIENT, Set.of(), guest);
    assertEquals(
        RefusalCode.CALLER_CLIENT_NOT_ALLOWED, forbidden(fixture.exchange(SUBJECT)).code());
    fixture.standing(CALLER, USER, CALLER_CLIENT, TEAMS, guest);
    Refusal scope = forbidden(fixture.exchange(SUBJECT));
    assertEquals(RefusalCode.INSUFFICIENT_SCOPE, scope.code());
    assertEquals("api://" + API.value() + "/access_as_user", scope.expected());
    standing(guest);
    assertEquals(RefusalCode.GUEST_NOT_ALLOWED, forbidden(fixture.exchange(SUBJECT)).code());
    standing(UserStanding.PLAIN);
    Refusal role = forbidden(fixture.exchange(SUBJECT));
    assertEquals(RefusalCode.CALLER_ROLE_MISSING, role.code());
    assertEquals("roles", role.claim());
    standing(new UserStanding(Set.of(ROLE), Set.of(), false, Optional.empty()));
    assertEquals(RefusalCode.CALLER_GROUP_MISSING, forbidden(fixture.exchange(SUBJECT)).code());
    standing(new UserStanding(Set.of(ROLE), Set.of(), true, Optional.empty()));
    assertEquals(RefusalCode.CALLER_GROUPS_OVERAGE, forbidden(fixture.exchange(SUBJECT)).code());
    standing(new UserStanding(Set.of(ROLE), Set.of(GROUP), false, Optional.empty()));
    assertInstanceOf(Granted.class, fixture.exchange(SUBJECT).outcome());
  }

  @Test
  void refusesAGuestByTheSubjectTokenToo() {
    fixture.rule = rule(Set.of(), Set.of(), Guests.DENY);
    fixture.standing(
        SUBJECT,
        USER,
        CLIENT,
        TEAMS,
        new UserStanding(Set.of(), Set.of(), false, Optional.of("acct")));
    Refusal refusal = forbidden(fixture.exchange(SUBJECT));
    assertEquals(RefusalCode.GUEST_NOT_ALLOWED, refusal.code());
    assertEquals("acct", refusal.claim());
  }

  @Test
  void wantsTheSameUserOfTheSameTenant() {
    Subject otherUser = new Subject(TENANT, GROUP);
    fixture.verified(SUBJECT, otherUser, CLIENT, TEAMS);
    FinishedExchange finished = fixture.exchange(SUBJECT);
    Refusal user = forbidden(finished);
    assertEquals(RefusalCode.CALLER_MISMATCH, user.code());
    assertEquals("oid", user.claim());
    assertEquals("the oid of the caller token", user.expected());
    assertEquals(Optional.of(USER), finished.trail().user());
    fixture.verified(SUBJECT, new Subject(OTHER_TENANT, USER.user()), CLIENT, TEAMS);
    assertEquals("tid", forbidden(fixture.exchange(SUBJECT)).claim());
  }

  @Test
  void doesNotBlameTheSubjectTokenWhileItsKeysCannotBeHad() {
    fixture.verification(SUBJECT, new KeysUnavailable(Duration.ofSeconds(7), "HTTP 500"));
    FinishedExchange finished = fixture.exchange(SUBJECT);
    RefusedForNow unavailable = assertInstanceOf(RefusedForNow.class, finished.outcome());
    assertEquals(RefusalCode.SIGNING_KEYS_UNAVAILABLE, unavailable.refusal().code());
    assertEquals(Duration.ofSeconds(7), unavailable.retryAfter());
    assertEquals(Stage.KEYS, finished.stage());
  }

  @Test
  void asksForASubjectTokenWhereItGetsNone() {
    FinishedExchange finished = fixture.exchange();
    Refusal refusal = assertInstanceOf(Refused.class, finished.outcome()).refusal();
    assertEquals(RefusalCode.SUBJECT_TOKEN_MISSING, refusal.code());
    assertNull(refusal.claim());
    assertEquals(Optional.empty(), finished.trail().subjectToken());
  }

  @Test
  void comparesTheAssertedClientWithTheSubjectTokens() {
    assertInstanceOf(
        Granted.class,
        fixture.exchange(Optional.of(CLIENT), Duration.ofMinutes(1), SUBJECT).outcome());
    fixture.asked.clear();
    FinishedExchange finished =
        fixture.exchange(Optional.of(CALLER_CLIENT), Duration.ofMinutes(1), SUBJECT);
    Refusal refusal = forbidden(finished);
    assertEquals(RefusalCode.CLIENT_MISMATCH, refusal.code());
    assertTrue(refusal.detail().startsWith("The subject token was not issued"), refusal::detail);
  }

  @Test
  void passesOnUnreadWhatItIsToldTo() {
    fixture.unread = true;
    ReceivedToken anything = new ReceivedToken("anything~");
    FinishedExchange finished = fixture.exchange(anything);
    assertInstanceOf(Granted.class, finished.outcome());
    assertEquals(
        List.of(new IssuanceRequest(ExchangeRoute.TEAMS, anything, CLIENT, USER)), fixture.asked);
    assertEquals(1, fixture.profiles.size(), "the subject token was read");
    assertEquals(Optional.empty(), finished.trail().tokenId());
    assertEquals(Optional.of(CLIENT), finished.trail().client());
  }

  @Test
  void comparesWhatIsAssertedOfAnUnreadTokenWithTheCaller() {
    fixture.unread = true;
    FinishedExchange finished = fixture.exchange(Optional.of(API), Duration.ofMinutes(1), SUBJECT);
    Refusal refusal = forbidden(finished);
    assertEquals(RefusalCode.CLIENT_MISMATCH, refusal.code());
    assertEquals("azp", refusal.claim());
  }

  /** The rule's own words alone, and of several the first of the alphabet. */
  @Test
  void tellsTheLogByWhichRoleAndGroupOfTheRuleItLetTheUserIn() {
    AppRole first = new AppRole("Calls.Answer");
    fixture.rule = rule(Set.of(ROLE, first), Set.of(GROUP), Guests.ACS);
    ObjectId another = new ObjectId("88888888-8888-4888-8888-888888888888");
    AppRole unlisted = new AppRole("Admin");
    standing(
        new UserStanding(
            Set.of(ROLE, first, unlisted), Set.of(another, GROUP), false, Optional.empty()));
    assertEquals(
        Optional.of("settings, role Calls.Answer, group " + GROUP.value()),
        fixture.exchange(SUBJECT).trail().rule());
    fixture.rule = rule(Set.of(), Set.of(), Guests.ACS);
    assertEquals(Optional.of("settings"), fixture.exchange(SUBJECT).trail().rule());
    standing(UserStanding.PLAIN);
    fixture.rule = rule(Set.of(ROLE), Set.of(), Guests.ACS);
    assertEquals(Optional.empty(), fixture.exchange(SUBJECT).trail().rule());
  }

  @Test
  void tellsHowLongTheTokensTook() {
    long start = System.nanoTime();
    Duration told = fixture.exchange(SUBJECT).trail().verifying();
    assertTrue(told.isPositive());
    assertTrue(told.compareTo(Duration.ofNanos(System.nanoTime() - start)) <= 0, told::toString);
  }
}
