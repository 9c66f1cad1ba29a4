package io.acsbroker.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.admission.DirectAuthentication;
import io.acsbroker.admission.ExchangePolicy;
import io.acsbroker.admission.ExchangeRequest;
import io.acsbroker.admission.UserLimit;
import io.acsbroker.issuance.AcsReport;
import io.acsbroker.issuance.Issuance;
import io.acsbroker.issuance.Issuance.Cause;
import io.acsbroker.issuance.Issuance.RefusalReason;
import io.acsbroker.issuance.IssuanceRequest;
import io.acsbroker.outcome.ExchangeOutcome;
import io.acsbroker.outcome.ExchangeOutcome.Granted;
import io.acsbroker.outcome.ExchangeOutcome.Refused;
import io.acsbroker.outcome.ExchangeOutcome.RefusedForNow;
import io.acsbroker.outcome.Refusal;
import io.acsbroker.outcome.RefusalCode;
import io.acsbroker.subject.RejectionReason;
import io.acsbroker.subject.Verification;
import io.acsbroker.subject.VerifiedTokens;
import io.acsbroker.token.AccessRules;
import io.acsbroker.token.AcsResource;
import io.acsbroker.token.AllowedTenants;
import io.acsbroker.token.ClientId;
import io.acsbroker.token.Deadline;
import io.acsbroker.token.EntraCloud;
import io.acsbroker.token.ExchangeRoute;
import io.acsbroker.token.Finding;
import io.acsbroker.token.IssuedToken;
import io.acsbroker.token.ObjectId;
import io.acsbroker.token.ReceivedToken;
import io.acsbroker.token.SampleRules;
import io.acsbroker.token.Scope;
import io.acsbroker.token.Subject;
import io.acsbroker.token.SubjectRequirements;
import io.acsbroker.token.TenantId;
import io.acsbroker.token.TokenProfile;
import io.acsbroker.token.TokenVersion;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The order of the steps, and what each way out of them is answered with. */
class TokenExchangeTest {
  private static final TenantId TENANT = new TenantId("11111111-1111-4111-8111-111111111111");
  private static final ObjectId USER = new ObjectId("22222222-2222-4222-8222-222222222222");
  private static final ObjectId OTHER_USER = new ObjectId("33333333-3333-4333-8333-333333333333");
  private static final ClientId CLIENT = new ClientId("44444444-4444-4444-8444-444444444444");
  private static final ClientId OTHER_CLIENT = new ClientId("55555555-5555-4555-8555-555555555555");
  private static final Scope CALLS = new Scope("Teams.ManageCalls");
  private static final Scope CHATS = new Scope("Teams.ManageChats");
  private static final ReceivedToken TOKEN = new ReceivedToken("the subject token");
  private static final TokenProfile PROFILE =
      AcsResource.COMMUNICATION_SERVICES.profile(EntraCloud.PUBLIC);
  private static final SubjectRequirements REQUIRED =
      new SubjectRequirements(ExchangeRoute.TEAMS, PROFILE, Set.of(CHATS, CALLS));
  private static final IssuedToken ISSUED =
      new IssuedToken("the issued token", Instant.MAX, "8:orgid:x");

  private final List<IssuanceRequest> asked = new ArrayList<>();
  private Issuance issuance = new Issuance.Issued(ISSUED);
  private Verification verification = verified(TokenVersion.V1, CLIENT, Set.of(CALLS, CHATS));

  private static Verification verified(TokenVersion version, ClientId client, Set<Scope> scopes) {
    return new Verification.Verified(
        VerifiedTokens.of(TOKEN, new Subject(TENANT, USER), version, client, scopes));
  }

  private ExchangeOutcome exchange(Optional<ObjectId> user, Optional<ClientId> client) {
    return new TokenExchange(
            ExchangeRoute.TEAMS,
            new DirectAuthentication(
                EntraCloud.PUBLIC,
                (token, profile, within) -> {
                  assertSame(TOKEN, token);
                  assertSame(PROFILE, profile);
                  return verification;
                },
                REQUIRED),
            new ExchangePolicy(
                new AccessRules.ForAll(
                    new AllowedTenants.AnyOrganisation(), SampleRules.ofClients(Set.of(CLIENT))),
                REQUIRED),
            new SharedIssuance(
                (request, within) -> {
                  asked.add(request);
                  return AcsReport.unasked(issuance);
                },
                "https://acs.example",
                Duration.ZERO,
                new UserLimit(100, InstantSource.system()),
                16,
                InstantSource.system()))
        .exchange(
            new ExchangeRequest(TOKEN, Optional.empty(), user, client),
            Deadline.in(Duration.ofMinutes(1)))
        .outcome();
  }

  private ExchangeOutcome exchange() {
    return exchange(Optional.empty(), Optional.empty());
  }

  private Refusal forbidden(ExchangeOutcome outcome) {
    assertTrue(asked.isEmpty(), "ACS was asked");
    return assertInstanceOf(Refused.class, outcome).refusal();
  }

  @Test
  void asksAcsForTheUserAndClientOfTheVerifiedToken() {
    Granted granted = assertInstanceOf(Granted.class, exchange());
    assertSame(ISSUED, granted.token());
    assertEquals(
        List.of(new IssuanceRequest(ExchangeRoute.TEAMS, TOKEN, CLIENT, new Subject(TENANT, USER))),
        asked);
  }

  @Test
  void grantsWhatTheRequestAssertsRightly() {
    assertInstanceOf(Granted.class, exchange(Optional.of(USER), Optional.of(CLIENT)));
  }

  @Test
  void refusesAnotherUserThanTheRequestAsserts() {
    Refusal refusal = forbidden(exchange(Optional.of(OTHER_USER), Optional.empty()));
    assertEquals(RefusalCode.USER_MISMATCH, refusal.code());
    assertEquals("oid", refusal.claim());
    assertEquals("the userObjectId of the request", refusal.expected());
  }

  @ParameterizedTest
  @CsvSource({"V1, appid", "V2, azp"})
  void refusesAnotherClientThanTheRequestAsserts(TokenVersion version, String claim) {
    verification = verified(version, CLIENT, Set.of(CALLS, CHATS));
    Refusal refusal = forbidden(exchange(Optional.empty(), Optional.of(OTHER_CLIENT)));
    assertEquals(RefusalCode.CLIENT_MISMATCH, refusal.code());
    assertEquals(claim, refusal.claim());
    assertEquals("the clientId of the request", refusal.expected());
  }

  @ParameterizedTest
  @CsvSource({"V1, appid", "V2, azp"})
  void refusesClientsThatAreNotAllowed(TokenVersion version, String claim) {
    verification = verified(version, OTHER_CLIENT, Set.of(CALLS, CHATS));
    Refusal refusal = forbidden(exchange());
    assertEquals(RefusalCode.CLIENT_NOT_ALLOWED, refusal.code());
    assertEquals(claim, refusal.claim());
  }

  @Test
  void refusesATokenThatLacksARequiredScope() {
    verification = verified(TokenVersion.V1, CLIENT, Set.of(CALLS));
    Refusal refusal = forbidden(exchange());
    assertEquals(RefusalCode.INSUFFICIENT_SCOPE, refusal.code());
    assertEquals("scp", refusal.claim());
    assertEquals("Teams.ManageCalls Teams.ManageChats", refusal.expected());
  }

  @Test
  void namesTheRouteOfATokenThatHasNothingOfThisOne() {
    Scope phone = new Scope("TeamsExtension.ManageCalls");
    verification = verified(TokenVersion.V1, CLIENT, Set.of(phone));
    String astray = forbidden(exchange()).detail();
    assertTrue(astray.endsWith("of this one belongs to POST /api/token/teams-phone."), astray);
    verification = verified(TokenVersion.V1, CLIENT, Set.of(phone, CALLS));
    String incomplete = forbidden(exchange()).detail();
    assertTrue(incomplete.endsWith("may have to consent."), incomplete);
    verification = verified(TokenVersion.V1, CLIENT, Set.of(new Scope("VoIP")));
    String strange = forbidden(exchange()).detail();
    assertTrue(strange.endsWith("may have to consent."), strange);
  }

  @Test
  void namesTheClientBeforeTheScopeAndTheScopeBeforeTheAssertion() {
    verification = verified(TokenVersion.V1, OTHER_CLIENT, Set.of(CALLS));
    assertEquals(
        RefusalCode.CLIENT_NOT_ALLOWED,
        forbidden(exchange(Optional.of(OTHER_USER), Optional.empty())).code());
    verification = verified(TokenVersion.V1, CLIENT, Set.of(CALLS));
    assertEquals(
        RefusalCode.INSUFFICIENT_SCOPE,
        forbidden(exchange(Optional.of(OTHER_USER), Optional.empty())).code());
  }

  @Test
  void isUnavailableWithoutKeys() {
    verification = new Verification.KeysUnavailable(Duration.ofSeconds(9), "HTTP 500");
    RefusedForNow unavailable = assertInstanceOf(RefusedForNow.class, exchange());
    assertEquals(RefusalCode.SIGNING_KEYS_UNAVAILABLE, unavailable.refusal().code());
    assertEquals("SIGNING_KEYS_UNAVAILABLE", unavailable.refusal().reason());
    assertEquals(Finding.logged("HTTP 500"), unavailable.refusal().finding());
    assertEquals(Duration.ofSeconds(9), unavailable.retryAfter());
    assertTrue(asked.isEmpty());
  }

  @Test
  void asksAcsForNothingWhereTheTokenIsRejected() {
    verification =
        new Verification.Rejected(RejectionReason.EXPIRED, "exp", null, Optional.of(TENANT));
    Refusal refusal = assertInstanceOf(Refused.class, exchange()).refusal();
    assertEquals(RefusalCode.TOKEN_EXPIRED, refusal.code());
    assertTrue(asked.isEmpty());
  }

  @Test
  void passesOnWhatAcsRefuses() {
    issuance = new Issuance.Refused(RefusalReason.BROKER_DENIED, "HTTP 401 Denied");
    Refusal refusal = assertInstanceOf(Refused.class, exchange()).refusal();
    assertEquals(RefusalCode.ACS_DENIED, refusal.code());
  }

  @Test
  void passesOnThatAcsIsUnavailable() {
    issuance =
        new Issuance.Unavailable(Cause.ACS_THROTTLES, Optional.of(Duration.ofSeconds(3)), "why");
    RefusedForNow unavailable = assertInstanceOf(RefusedForNow.class, exchange());
    assertEquals(RefusalCode.ACS_THROTTLED, unavailable.refusal().code());
    assertEquals(Duration.ofSeconds(3), unavailable.retryAfter());
  }
}
