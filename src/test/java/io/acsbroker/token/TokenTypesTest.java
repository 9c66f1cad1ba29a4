package io.acsbroker.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenTypesTest {
  private static final String GUID = "0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0";

  @Test
  void takesGuidsInLowerCase() {
    assertEquals(Optional.of(new TenantId(GUID)), TenantId.parse(GUID));
    assertEquals(Optional.of(new ObjectId(GUID)), ObjectId.parse(GUID));
    assertEquals(Optional.of(new ClientId(GUID)), ClientId.parse(GUID));
  }

  @Test
  void areTheSameWhereTheirTextsAreAndTheirKind() {
    String other = GUID.replace('f', 'e');
    assertSameAlone(new TenantId(GUID), new TenantId(copy(GUID)), new TenantId(other));
    assertSameAlone(new ObjectId(GUID), new ObjectId(copy(GUID)), new ObjectId(other));
    assertSameAlone(new ClientId(GUID), new ClientId(copy(GUID)), new ClientId(other));
    assertSameAlone(new Scope("VoIP"), new Scope(copy("VoIP")), new Scope("voip"));
    assertNotEquals(new TenantId(GUID), (Object) new ObjectId(GUID));
  }

  @Test
  void tellsUsersApartByTenantAndByObjectId() {
    TenantId tenant = new TenantId(GUID);
    ObjectId user = new ObjectId(GUID);
    String other = GUID.replace('f', 'e');
    Subject subject = new Subject(tenant, user);
    assertSameAlone(subject, new Subject(tenant, user), new Subject(new TenantId(other), user));
    assertNotEquals(subject, new Subject(tenant, new ObjectId(other)));
  }

  @Test
  void tellsKeysApartByEachOfTheirNumbers() {
    HashKey key = new HashKey(1, 2, 3, 4);
    assertSameAlone(key, new HashKey(1, 2, 3, 4), new HashKey(0, 2, 3, 4));
    assertNotEquals(key, new HashKey(1, 0, 3, 4));
    assertNotEquals(key, new HashKey(1, 2, 0, 4));
    assertNotEquals(key, new HashKey(1, 2, 3, 0));
  }

  private static String copy(String text) {
    return String.valueOf(text.toCharArray());
  }

  private static void assertSameAlone(Object value, Object same, Object other) {
    assertEquals(value, same);
    assertEquals(value.hashCode(), same.hashCode());
    assertNotEquals(value, other);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "*",
        "common",
        "contoso.example",
        "0F1E2D3C-4B5A-6978-8796-A5B4C3D2E1F0",
        "0f1e2d3c4b5a69788796a5b4c3d2e1f0",
        "{0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0}",
        "0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f",
        "0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0 ",
        "0f1e2d3c_4b5a-6978-8796-a5b4c3d2e1f0",
        "0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1fg",
        "0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f/",
        "0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f:",
        "0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f`",
        "-f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0"
      })
  void takesNothingElseForAnId(String text) {
    assertEquals(Optional.empty(), TenantId.parse(text));
    assertEquals(Optional.empty(), ObjectId.parse(text));
    assertEquals(Optional.empty(), ClientId.parse(text));
  }

  @Test
  void namesNoValueWhereAnIdIsMalformed() {
    for (Executable made :
        List.<Executable>of(
            () -> new ObjectId("adele"),
            () -> new TenantId("adele"),
            () -> new ClientId("adele"))) {
      var thrown = assertThrows(IllegalArgumentException.class, made);
      assertEquals("not a GUID in lower case", thrown.getMessage());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a b", "a\"b", "a\\b", "é", "a\nb", "a\u007f"})
  void takesNoScopeThatOAuthDoesNotKnow(String text) {
    assertEquals(Optional.empty(), Scope.parse(text));
    assertThrows(IllegalArgumentException.class, () -> new Scope(text));
  }

  @Test
  void takesScopesOfEntra() {
    assertEquals("Teams.ManageCalls", Scope.parse("Teams.ManageCalls").orElseThrow().value());
    assertTrue(Scope.parse("!#[]~").isPresent());
  }

  @Test
  void writesAScopeAsApplicationsAskForIt() {
    assertEquals("api://" + GUID + "/access", new Scope("access").ofApi(new ClientId(GUID)));
  }

  /** {@code printf a.b.c | sha256sum}. */
  @Test
  void aTokenIsHashedOnceForLogAndMemory() {
    ReceivedToken token = new ReceivedToken("a.b.c");
    assertEquals("a.b.c", token.value());
    assertEquals(
        "845e30448809e2bc8958eb025bfc795235d13b077a53d0c3abbd2385170dc9b8", token.fingerprint());
    assertSame(token.fingerprint(), token.fingerprint());
  }

  @Test
  void buildsTheTeamsUserIdOfAcs() {
    Subject subject = new Subject(new TenantId(GUID), new ObjectId(GUID));
    assertEquals("8:orgid:" + GUID, subject.teamsUserId());
  }

  @Test
  void knowsWhichAudiencesAcsHasInEachVersion() {
    String id = "1fd5118e-2576-4263-8130-9503064c837a";
    String uri = "https://auth.msft.communication.azure.com";
    assertEquals(
        Set.of(id, uri, uri + "/"),
        AcsResource.COMMUNICATION_SERVICES.profile(EntraCloud.PUBLIC).audiences(TokenVersion.V1));
    assertEquals(
        Set.of(id),
        AcsResource.COMMUNICATION_SERVICES.profile(EntraCloud.PUBLIC).audiences(TokenVersion.V2));
  }

  @Test
  void knowsWhichAudiencesTheClientsOfAcsHaveInEachVersion() {
    String id = "2a04943b-b6a7-4f65-8786-2bb6131b59f6";
    String uri = "https://communication.azure.com/clients";
    TokenProfile profile = AcsResource.CLIENTS.profile(EntraCloud.PUBLIC);
    assertEquals(Set.of(id, uri, uri + "/"), profile.audiences(TokenVersion.V1));
    assertEquals(Set.of(id), profile.audiences(TokenVersion.V2));
  }

  @ParameterizedTest
  @CsvSource({
    "PUBLIC, https://sts.windows.net/, https://login.microsoftonline.com/, com",
    "US_GOVERNMENT, https://sts.windows.net/, https://login.microsoftonline.us/, us",
    "CHINA, https://sts.chinacloudapi.cn/, https://login.partner.microsoftonline.cn/, cn"
  })
  void knowsTheNamesOfEachCloud(EntraCloud cloud, String v1, String v2, String domain) {
    TenantId tenant = new TenantId(GUID);
    assertEquals(v1 + GUID + "/", cloud.issuer(tenant, TokenVersion.V1));
    assertEquals(v2 + GUID + "/v2.0", cloud.issuer(tenant, TokenVersion.V2));
    assertEquals(v2 + GUID + "/oauth2/authorize", cloud.authorizationUri(tenant));
    assertEquals(
        "https://communication.azure." + domain + "/clients", AcsResource.CLIENTS.uri(cloud));
    assertEquals(
        "https://auth.msft.communication.azure." + domain,
        AcsResource.COMMUNICATION_SERVICES.uri(cloud));
  }

  @Test
  void includesNoPersonalAccounts() {
    AllowedTenants any = new AllowedTenants.AnyOrganisation();
    assertTrue(any.include(new TenantId(GUID)));
    assertFalse(any.include(AllowedTenants.CONSUMERS));
    AllowedTenants listed = new AllowedTenants.Listed(Set.of(AllowedTenants.CONSUMERS));
    assertFalse(listed.include(AllowedTenants.CONSUMERS));
    assertFalse(listed.include(new TenantId(GUID)));
  }

  @ParameterizedTest
  @CsvSource({"V1, 1.0, appid, V2", "V2, 2.0, azp, V1"})
  void knowsHowTheVersionsOfTokensDiffer(
      TokenVersion version, String ver, String client, TokenVersion other) {
    assertEquals(Optional.of(version), TokenVersion.ofClaim(ver));
    assertEquals(client, version.clientClaim());
    assertEquals(other, version.other());
    assertEquals(Optional.empty(), TokenVersion.ofClaim(ver + ".0"));
  }

  @ParameterizedTest
  @CsvSource({
    "public, PUBLIC, microsoftonline.com, api://AzureADTokenExchange",
    "usgov, US_GOVERNMENT, microsoftonline.us, api://AzureADTokenExchangeUSGov",
    "china, CHINA, partner.microsoftonline.cn, api://AzureADTokenExchangeChina"
  })
  void knowsWhatSettingsKeysAndFederatedCredentialsCallEachCloud(
      String setting, EntraCloud cloud, String keyCloud, String audience) {
    assertEquals(Optional.of(cloud), EntraCloud.named(setting));
    assertEquals(keyCloud, cloud.keyCloud());
    assertEquals(audience, cloud.tokenExchangeAudience());
    assertEquals("https://login." + keyCloud, cloud.authorityHost().toString());
    assertEquals(Optional.empty(), EntraCloud.named(cloud.name()));
  }

  @Test
  void knowsTheTwoNamesOfATenantsIssuer() {
    assertEquals(
        Set.of(
            "https://sts.windows.net/" + GUID + "/",
            "https://login.microsoftonline.com/" + GUID + "/v2.0"),
        EntraCloud.PUBLIC.issuers(new TenantId(GUID)));
  }

  @Test
  void knowsTheAudiencesOfTheBrokersOwnApi() {
    assertEquals(
        new TokenProfile(Set.of(GUID, "api://" + GUID), Set.of(GUID, "api://" + GUID)),
        TokenProfile.callers(new ClientId(GUID)));
  }

  @Test
  void findsAUserInATableByTenantAndObjectId() {
    String other = GUID.replace('f', 'e');
    Subject subject = new Subject(new TenantId(GUID), new ObjectId(other));
    assertEquals(GUID, subject.partition());
    assertEquals(other, subject.row());
  }

  @ParameterizedTest
  @CsvSource({
    "TEAMS, https://auth.msft.communication.azure.com/, Teams.ManageCalls Teams.ManageChats",
    "ENTRA, https://communication.azure.com/clients/, VoIP",
    "TEAMS_PHONE, https://auth.msft.communication.azure.com/, TeamsExtension.ManageCalls"
  })
  void wantsOfASubjectTokenWhatItsExchangeIsFor(
      ExchangeRoute route, String resource, String scopes) {
    SubjectRequirements usual = SubjectRequirements.usual(route, EntraCloud.PUBLIC);
    assertEquals(route, usual.route());
    assertTrue(usual.profile().audiences(TokenVersion.V1).contains(resource));
    Set<String> names = new HashSet<>();
    for (String scope : scopes.split(" ", -1)) {
      names.add(resource + scope);
    }
    assertEquals(names, usual.scopeNames(EntraCloud.PUBLIC));
  }
}
