package io.acsbroker.admission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.outcome.ExchangeOutcome.Refused;
import io.acsbroker.outcome.ExchangeOutcome.RefusedForNow;
import io.acsbroker.outcome.Refusal;
import io.acsbroker.outcome.RefusalCode;
import io.acsbroker.subject.RejectionReason;
import io.acsbroker.subject.Verification;
import io.acsbroker.token.EntraCloud;
import io.acsbroker.token.ExchangeRoute;
import io.acsbroker.token.Finding;
import io.acsbroker.token.SubjectRequirements;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * How rejected tokens are answered: one wording until the signature holds, the whole truth then.
 */
class CredentialRejectionTest {
  private static final RejectionAnswer ANSWER = answer(ExchangeRoute.TEAMS, EntraCloud.PUBLIC);

  private static RejectionAnswer answer(ExchangeRoute route, EntraCloud cloud) {
    return new CredentialRejection(
        ExpectedToken.ofSubject(cloud, SubjectRequirements.usual(route, cloud)), Optional::empty);
  }

  @ParameterizedTest
  @EnumSource(
      value = RejectionReason.class,
      names = {
        "TOKEN_TOO_LARGE",
        "SEGMENTS_MALFORMED",
        "JSON_MALFORMED",
        "ALGORITHM_NOT_RS256",
        "TYPE_NOT_JWT",
        "KEY_ID_MISSING",
        "HEADER_PARAMETER_REFUSED",
        "VERSION_UNKNOWN",
        "TENANT_MALFORMED",
        "KEY_OF_OTHERS",
        "SIGNATURE_INVALID"
      })
  void hasOneWordingForWhateverHappensBeforeTheSignatureHolds(RejectionReason reason) {
    Verification.Rejected rejected =
        new Verification.Rejected(reason, null, null, Optional.empty());
    Refusal refusal = assertInstanceOf(Refused.class, ANSWER.to(rejected)).refusal();
    assertEquals(
        new Refusal(
            RefusalCode.TOKEN_INVALID,
            "The token is not a valid Microsoft Entra access token for Azure Communication Services;"
                + " one for Microsoft Graph is not. Ask Entra for the scopes"
                + " https://auth.msft.communication.azure.com/Teams.ManageCalls and"
                + " https://auth.msft.communication.azure.com/Teams.ManageChats, and for no other"
                + " resource's scopes in the same request.",
            reason.name()),
        refusal);
  }

  @Test
  void saysThatAStaticWebAppReplacedTheToken() {
    Verification.Rejected rejected =
        new Verification.Rejected(RejectionReason.TOKEN_OF_PLATFORM, null, null, Optional.empty());
    assertEquals(
        new Refusal(
            RefusalCode.TOKEN_INVALID,
            "The token is one of Azure's own, which a Static Web App puts into the Authorization"
                + " header in place of the client's. Call the broker at its own address, not"
                + " through the Static Web App.",
            "TOKEN_OF_PLATFORM"),
        assertInstanceOf(Refused.class, ANSWER.to(rejected)).refusal());
  }

  @ParameterizedTest
  @CsvSource({
    "ISSUER_WRONG, TOKEN_ISSUER_WRONG, not as Entra issues it",
    "AUDIENCE_IS_GRAPH, TOKEN_AUDIENCE_WRONG, The token is for Microsoft Graph",
    "AUDIENCE_IS_ACS_CLIENTS, TOKEN_AUDIENCE_WRONG, It belongs to POST /api/token/entra.",
    "AUDIENCE_IS_ACS_MANAGEMENT, TOKEN_AUDIENCE_WRONG, managing a Communication Services resource",
    "AUDIENCE_IS_ACS, TOKEN_AUDIENCE_WRONG, The token is for Azure Communication Services",
    "AUDIENCE_WRONG, TOKEN_AUDIENCE_WRONG, for another resource",
    "ID_TOKEN, TOKEN_AUDIENCE_WRONG, is an id token",
    "ID_TOKEN_OF_API, TOKEN_CLIENT_MISSING, is an id token",
    "CLIENT_MISSING, TOKEN_CLIENT_MISSING, not as Entra issues it",
    "USER_MISSING, TOKEN_USER_MISSING, not as Entra issues it",
    "APPLICATION_TOKEN, TOKEN_NOT_OF_A_USER, belongs to an application",
    "SCOPES_MISSING, TOKEN_SCOPES_MISSING, not the id token",
    "BOUND_TO_KEY, TOKEN_BOUND_TO_KEY, Ask Entra for a bearer token",
    "TIME_MALFORMED, TOKEN_TIMES_INVALID, not as Entra issues it",
    "LIFETIME_TOO_LONG, TOKEN_TIMES_INVALID, not as Entra issues it",
    "NOT_YET_VALID, TOKEN_NOT_YET_VALID, not valid yet",
    "EXPIRED, TOKEN_EXPIRED, has expired"
  })
  void saysWhatIsWrongOnceTheSignatureHolds(
      RejectionReason reason, RefusalCode code, String words) {
    Verification.Rejected rejected =
        new Verification.Rejected(reason, "claim", "expected", Optional.empty());
    Refusal refusal = assertInstanceOf(Refused.class, ANSWER.to(rejected)).refusal();
    assertEquals(code, refusal.code());
    assertEquals("claim", refusal.claim());
    assertEquals("expected", refusal.expected());
    assertEquals(reason.name(), refusal.reason());
    assertTrue(refusal.detail().contains(words), refusal.detail());
  }

  @Test
  void handsOnWhatWasFound() {
    Finding finding = Finding.claim("aud", "api://mine");
    Verification.Rejected rejected =
        new Verification.Rejected(
            RejectionReason.AUDIENCE_WRONG, "aud", "x", finding, Optional.empty());
    assertEquals(finding, assertInstanceOf(Refused.class, ANSWER.to(rejected)).refusal().finding());
    assertEquals(
        finding,
        assertInstanceOf(Refused.class, new SubjectTokenRejection(ANSWER).to(rejected))
            .refusal()
            .finding());
    assertEquals(
        Finding.logged("aud api://mine"),
        assertInstanceOf(Refused.class, new DelegatedRejection(Optional::empty).to(rejected))
            .refusal()
            .finding());
  }

  @Test
  void saysThatAnUnknownKeyMayBeANewOneHoweverItsTokenCame() {
    Duration wait = Duration.ofSeconds(9);
    Verification.KeyUnknown verification =
        new Verification.KeyUnknown(wait, "not among the 2 keys");
    RefusedForNow unknown =
        assertInstanceOf(RefusedForNow.class, ANSWER.toUnknownKey(verification));
    assertEquals(RefusalCode.SIGNING_KEY_UNKNOWN, unknown.refusal().code());
    assertEquals("KEY_UNKNOWN", unknown.refusal().reason());
    assertEquals(Finding.logged("not among the 2 keys"), unknown.refusal().finding());
    assertTrue(unknown.refusal().detail().contains("Send the same token again"));
    assertNull(unknown.refusal().claim());
    assertEquals(new RefusedForNow(unknown.refusal(), wait, 401), unknown);
    assertEquals(
        new RefusedForNow(unknown.refusal(), wait, 400),
        new SubjectTokenRejection(ANSWER).toUnknownKey(verification));
    RefusedForNow delegated =
        assertInstanceOf(
            RefusedForNow.class,
            new DelegatedRejection(Optional::empty).toUnknownKey(verification));
    assertEquals(RefusalCode.SIGNING_KEY_UNKNOWN, delegated.refusal().code());
    assertEquals("KEY_UNKNOWN", delegated.refusal().reason());
    assertEquals(Finding.logged("not among the 2 keys"), delegated.refusal().finding());
    assertEquals(wait, delegated.retryAfter());
    assertEquals(503, delegated.status());
  }

  @Test
  void forbidsTenantsThatAreNotAllowed() {
    Verification.Rejected rejected =
        new Verification.Rejected(
            RejectionReason.TENANT_NOT_ALLOWED, "tid", null, Optional.empty());
    Refusal refusal = assertInstanceOf(Refused.class, ANSWER.to(rejected)).refusal();
    assertEquals(RefusalCode.TENANT_NOT_ALLOWED, refusal.code());
    assertEquals("tid", refusal.claim());
    assertNull(refusal.expected());
  }

  @Test
  void sendsNobodyWithAPersonalAccountToTheOperator() {
    Verification.Rejected rejected =
        new Verification.Rejected(RejectionReason.PERSONAL_ACCOUNT, "tid", null, Optional.empty());
    Refusal refusal = assertInstanceOf(Refused.class, ANSWER.to(rejected)).refusal();
    assertEquals(RefusalCode.TENANT_NOT_ALLOWED, refusal.code());
    assertEquals(
        "The token is of a personal Microsoft account, which no operator of a broker can allow. Sign"
            + " in with an account of a company, school or other organisation.",
        refusal.detail());
  }

  @ParameterizedTest
  // No token of Entra's is rejected for these
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"NOT_AN_ACCESS_TOKEN", "CLAIM_WRONG", "ISSUER_NOT_LISTED"})
  void tellsNothingOfTheTokenBeforeItsSignatureHoldsAndForbidsNothingButATenant(
      RejectionReason reason) {
    Verification.Rejected rejected =
        new Verification.Rejected(reason, "claim", "expected", Optional.empty());
    RefusalCode code = assertInstanceOf(Refused.class, ANSWER.to(rejected)).refusal().code();
    assertEquals(reason.proof() == RejectionReason.Proof.TENANT ? 403 : 401, code.status());
    assertEquals(
        reason.proof() == RejectionReason.Proof.UNPROVEN, code == RefusalCode.TOKEN_INVALID);
  }

  @Test
  void namesTheOnlyScopeOfItsRouteAndWhereTheTokenBelongs() {
    Verification.Rejected rejected =
        new Verification.Rejected(RejectionReason.AUDIENCE_IS_ACS, "aud", "x", Optional.empty());
    RejectionAnswer entra = answer(ExchangeRoute.ENTRA, EntraCloud.PUBLIC);
    assertEquals(
        "The token is for Azure Communication Services, not for Azure Communication Services Clients"
            + " and the exchange of an Entra ID user. It belongs to POST /api/token/teams or POST"
            + " /api/token/teams-phone. Ask Entra for the scope"
            + " https://communication.azure.com/clients/VoIP, and for no other resource's scopes in"
            + " the same request.",
        assertInstanceOf(Refused.class, entra.to(rejected)).refusal().detail());
  }

  @Test
  void namesTheScopesOfItsCloud() {
    RejectionAnswer government = answer(ExchangeRoute.TEAMS, EntraCloud.US_GOVERNMENT);
    Verification.Rejected rejected =
        new Verification.Rejected(RejectionReason.AUDIENCE_WRONG, "aud", "x", Optional.empty());
    String detail = assertInstanceOf(Refused.class, government.to(rejected)).refusal().detail();
    assertTrue(
        detail.contains("https://auth.msft.communication.azure.us/Teams.ManageCalls"), detail);
  }

  @Test
  void writesCodesInLowerCase() {
    assertEquals("token_expired", RefusalCode.TOKEN_EXPIRED.text());
  }

  @ParameterizedTest
  @EnumSource(
      value = RejectionReason.class,
      names = {"NOT_YET_VALID", "EXPIRED"})
  void suspectsTheBrokersClockWhereTheServersHaveAnotherTime(RejectionReason reason) {
    RejectionAnswer suspecting =
        new CredentialRejection(
            ExpectedToken.ofSubject(
                EntraCloud.PUBLIC,
                SubjectRequirements.usual(ExchangeRoute.TEAMS, EntraCloud.PUBLIC)),
            () -> Optional.of("20 min ahead"));
    Verification.Rejected rejected =
        new Verification.Rejected(reason, null, null, Optional.empty());
    String detail = assertInstanceOf(Refused.class, suspecting.to(rejected)).refusal().detail();
    assertTrue(detail.contains(" by the clock of the broker, "), detail);
    assertFalse(detail.contains("20 min ahead"), detail);
    String usual = assertInstanceOf(Refused.class, ANSWER.to(rejected)).refusal().detail();
    assertFalse(usual.contains(" by the clock of the broker, "), usual);
  }
}
