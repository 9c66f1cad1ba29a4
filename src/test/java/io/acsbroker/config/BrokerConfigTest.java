package io.acsbroker.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.acsbroker.config.ConfigReading.Configured;
import io.acsbroker.config.ConfigReading.Misconfigured;
import io.acsbroker.token.AccessRules;
import io.acsbroker.token.AcsResource;
import io.acsbroker.token.AllowedTenants;
import io.acsbroker.token.ClientId;
import io.acsbroker.token.EntraCloud;
import io.acsbroker.token.ExchangeRoute;
import io.acsbroker.token.ResourceCredential.ConnectionString;
import io.acsbroker.token.ResourceCredential.ManagedIdentity;
import io.acsbroker.token.SampleRules;
import io.acsbroker.token.Scope;
import io.acsbroker.token.SubjectRequirements;
import io.acsbroker.token.TenantId;
import io.acsbroker.token.TokenProfile;
import io.acsbroker.token.TokenVersion;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BrokerConfigTest {
  private static final String TENANT = "11111111-1111-4111-8111-111111111111";
  private static final String OTHER_TENANT = "22222222-2222-4222-8222-222222222222";
  private static final String CLIENT = "33333333-3333-4333-8333-333333333333";
  private static final String CONNECTION_STRING =
      "endpoint=https://contoso.communication.azure.com/;accesskey=c2VjcmV0";

  private final Map<String, String> environment =
      new HashMap<>(
          Map.of(
              "ENTRA_TENANT_IDS", TENANT,
              "ENTRA_CLIENT_IDS", CLIENT,
              "COMMUNICATION_SERVICES_ENDPOINT", "https://contoso.communication.azure.com"));

  private BrokerConfig config() {
    return assertInstanceOf(Configured.class, BrokerConfig.read(environment)).config();
  }

  private static AllowedTenants listed(String... tenants) {
    return new AllowedTenants.Listed(
        Arrays.stream(tenants).map(TenantId::new).collect(Collectors.toSet()));
  }

  private Set<String> problems() {
    return assertInstanceOf(Misconfigured.class, BrokerConfig.read(environment)).problems().stream()
        .map(ConfigProblem::setting)
        .collect(Collectors.toSet());
  }

  @Test
  void needsTenantsClientsAndAResourceAndHasDefaultsForTheRest() {
    BrokerConfig config = config();
    assertEquals(
        new AccessRules.ForAll(listed(TENANT), SampleRules.ofClients(Set.of(new ClientId(CLIENT)))),
        config.rules());
    assertEquals(Optional.empty(), config.callers());
    assertEquals(
        AcsResource.COMMUNICATION_SERVICES.profile(EntraCloud.PUBLIC),
        config.subject(ExchangeRoute.TEAMS).profile());
    assertEquals(
        Set.of(new Scope("Teams.ManageCalls"), new Scope("Teams.ManageChats")),
        config.subject(ExchangeRoute.TEAMS).requiredScopes());
    assertEquals(Duration.ofSeconds(60), config.clockSkew());
    assertEquals(URI.create("https://login.microsoftonline.com"), config.authorityHost());
    assertEquals(
        new ManagedIdentity(
            URI.create("https://contoso.communication.azure.com"), Optional.empty()),
        config.resource());
  }

  @Test
  void takesAnyOrganisationOnlyWhereItIsWritten() {
    environment.put("ENTRA_TENANT_IDS", " * ");
    assertEquals(new AllowedTenants.AnyOrganisation(), config().rules().tenants());
    environment.put("ENTRA_TENANT_IDS", "");
    assertEquals(Set.of("ENTRA_TENANT_IDS"), problems());
  }

  @ParameterizedTest
  @CsvSource({"public, PUBLIC", "usgov, US_GOVERNMENT", "china, CHINA"})
  void takesTheNamesOfItsCloud(String value, EntraCloud cloud) {
    environment.put("ENTRA_CLOUD", value);
    assertEquals(cloud, config().cloud());
    assertEquals(cloud.authorityHost(), config().authorityHost());
    assertEquals(
        AcsResource.COMMUNICATION_SERVICES.profile(cloud),
        config().subject(ExchangeRoute.TEAMS).profile());
  }

  @Test
  void readsListsWhateverTheirSpacesAndLetterCase() {
    environment.put(
        "ENTRA_TENANT_IDS", " " + TENANT + " , " + OTHER_TENANT.toUpperCase(Locale.ROOT) + " ");
    environment.put("TEAMS_AUDIENCES", "api://one,api://two");
    environment.put("TEAMS_REQUIRED_SCOPES", "Teams.ManageCalls");
    assertEquals(listed(TENANT, OTHER_TENANT), config().rules().tenants());
    assertEquals(
        Set.of("api://one", "api://two"),
        config().subject(ExchangeRoute.TEAMS).profile().audiences(TokenVersion.V2));
    assertEquals(
        Set.of(new Scope("Teams.ManageCalls")),
        config().subject(ExchangeRoute.TEAMS).requiredScopes());
  }

  @Test
  void hasOtherTokensForEachRoute() {
    assertEquals(
        SubjectRequirements.usual(ExchangeRoute.ENTRA, EntraCloud.PUBLIC),
        config().subject(ExchangeRoute.ENTRA));
    assertEquals(Set.of(new Scope("VoIP")), config().subject(ExchangeRoute.ENTRA).requiredScopes());
    assertEquals(
        Set.of(new Scope("TeamsExtension.ManageCalls")),
        config().subject(ExchangeRoute.TEAMS_PHONE).requiredScopes());
  }

  @Test
  void letsEachRouteHaveAudiencesAndScopesOfItsOwn() {
    environment.put("ENTRA_USER_AUDIENCES", "api://one");
    environment.put("ENTRA_USER_REQUIRED_SCOPES", "VoIP.Join");
    environment.put("TEAMS_PHONE_AUDIENCES", "api://two");
    environment.put("TEAMS_PHONE_REQUIRED_SCOPES", "A, B");
    assertEquals(
        new SubjectRequirements(
            ExchangeRoute.ENTRA,
            TokenProfile.ofAudiences(Set.of("api://one")),
            Set.of(new Scope("VoIP.Join"))),
        config().subject(ExchangeRoute.ENTRA));
    assertEquals(
        new SubjectRequirements(
            ExchangeRoute.TEAMS_PHONE,
            TokenProfile.ofAudiences(Set.of("api://two")),
            Set.of(new Scope("A"), new Scope("B"))),
        config().subject(ExchangeRoute.TEAMS_PHONE));
    assertEquals(
        SubjectRequirements.usual(ExchangeRoute.TEAMS, EntraCloud.PUBLIC),
        config().subject(ExchangeRoute.TEAMS));
  }

  @Test
  void takesAUserAssignedIdentity() {
    environment.put("AZURE_CLIENT_ID", CLIENT);
    assertEquals(
        Optional.of(new ClientId(CLIENT)),
        assertInstanceOf(ManagedIdentity.class, config().resource()).clientId());
  }

  @Test
  void takesAConnectionStringInsteadOfAnEndpointAndNeverShowsIt() {
    environment.remove("COMMUNICATION_SERVICES_ENDPOINT");
    environment.put("COMMUNICATION_SERVICES_CONNECTION_STRING", CONNECTION_STRING);
    assertEquals(
        new ConnectionString(
            URI.create("https://contoso.communication.azure.com"), CONNECTION_STRING),
        config().resource());
    assertFalse(config().toString().contains("c2VjcmV0"));
  }

  @Test
  void handsOnOnlyWhatItUnderstoodOfAConnectionString() {
    environment.remove("COMMUNICATION_SERVICES_ENDPOINT");
    environment.put(
        "COMMUNICATION_SERVICES_CONNECTION_STRING",
        " Endpoint=https://contoso.communication.azure.com;;AccessKey=c2VjcmV0;x=y; ");
    assertEquals(
        new ConnectionString(
            URI.create("https://contoso.communication.azure.com"), CONNECTION_STRING),
        config().resource());
  }

  @Test
  void takesBlankValuesForMissingOnes() {
    environment.put("COMMUNICATION_SERVICES_CONNECTION_STRING", " ");
    environment.put("AZURE_CLIENT_ID", "");
    assertInstanceOf(ManagedIdentity.class, config().resource());
    environment.put("ENTRA_TENANT_IDS", " ");
    assertEquals(Set.of("ENTRA_TENANT_IDS"), problems());
  }

  @Test
  void reportsEveryProblemAtOnceAndNoValue() {
    Map<String, String> wrong =
        Map.of(
            "ENTRA_TENANT_IDS", "secret-value.example",
            "ENTRA_CLOUD", "secret-value",
            "BROKER_CLOCK_SKEW_SECONDS", "secret-value",
            "COMMUNICATION_SERVICES_CONNECTION_STRING", "endpoint=secret-value");
    Misconfigured reading = assertInstanceOf(Misconfigured.class, BrokerConfig.read(wrong));
    assertEquals(
        List.of(
            "ENTRA_CLOUD",
            "ENTRA_TENANT_IDS",
            "ENTRA_CLIENT_IDS",
            "BROKER_CLOCK_SKEW_SECONDS",
            "COMMUNICATION_SERVICES_CONNECTION_STRING"),
        reading.problems().stream().map(ConfigProblem::setting).toList());
    assertFalse(reading.toString().contains("secret-value"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ENTRA_TENANT_IDS|contoso.onmicrosoft.com",
        "ENTRA_TENANT_IDS|" + TENANT + ",",
        "ENTRA_TENANT_IDS|" + TENANT + ",*",
        "ENTRA_CLIENT_IDS|*",
        "ENTRA_CLIENT_IDS|my-app",
        "ENTRA_TENANT_IDS|*,*",
        "ENTRA_TENANT_IDS|9188040d-6c67-4c5b-b112-36a304b66dad",
        "ENTRA_CLOUD|germany",
        "ENTRA_CLOUD|Public",
        "ENTRA_AUTHORITY_HOST|http://login.example.com",
        "ENTRA_AUTHORITY_HOST|http://localhost.example.com",
        "ENTRA_AUTHORITY_HOST|https://login.example.com/tenant",
        "ENTRA_AUTHORITY_HOST|https://login.example.com?x=1",
        "ENTRA_AUTHORITY_HOST|https://user@login.example.com",
        "ENTRA_AUTHORITY_HOST|https://login.example.com#x",
        "ENTRA_AUTHORITY_HOST|login.example.com",
        "ENTRA_AUTHORITY_HOST|ftp://localhost",
        "ENTRA_AUTHORITY_HOST|https://login.example.com:99999",
        "ENTRA_AUTHORITY_HOST|http://localhost:0",
        "ENTRA_AUTHORITY_HOST|http://localhost:",
        "ENTRA_AUTHORITY_HOST|https:// x",
        "TEAMS_AUDIENCES|api://one,,api://two",
        "TEAMS_REQUIRED_SCOPES|a b",
        "ENTRA_USER_AUDIENCES|,",
        "ENTRA_USER_REQUIRED_SCOPES|VoIP VoIP.Join",
        "TEAMS_PHONE_AUDIENCES|,",
        "TEAMS_PHONE_REQUIRED_SCOPES|a b",
        "BROKER_CLOCK_SKEW_SECONDS|301",
        "BROKER_CLOCK_SKEW_SECONDS|-1",
        "BROKER_CLOCK_SKEW_SECONDS|1.5",
        "COMMUNICATION_SERVICES_ENDPOINT|http://contoso.communication.azure.com",
        "COMMUNICATION_SERVICES_ENDPOINT|contoso.communication.azure.com",
        "COMMUNICATION_SERVICES_ENDPOINT|https://contoso.communication.azure.com/identities",
        "AZURE_CLIENT_ID|system"
      })
  void refusesAValueThatIsWrong(String setting, String value) {
    environment.put(setting, value);
    assertEquals(Set.of(setting), problems());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "accesskey=c2VjcmV0",
        "endpoint=https://contoso.communication.azure.com/",
        "endpoint=http://contoso.communication.azure.com/;accesskey=c2VjcmV0",
        "endpoint=https://contoso.communication.azure.com/;accesskey=",
        "endpoint=https://contoso.communication.azure.com/;accesskey=not base64"
      })
  void refusesAConnectionStringThatIsIncomplete(String connectionString) {
    environment.remove("COMMUNICATION_SERVICES_ENDPOINT");
    environment.put("COMMUNICATION_SERVICES_CONNECTION_STRING", connectionString);
    assertEquals(Set.of("COMMUNICATION_SERVICES_CONNECTION_STRING"), problems());
  }

  @Test
  void refusesTwoResourceCredentials() {
    environment.put("COMMUNICATION_SERVICES_CONNECTION_STRING", CONNECTION_STRING);
    assertEquals(Set.of("COMMUNICATION_SERVICES_CONNECTION_STRING"), problems());
  }

  @Test
  void refusesNoResourceCredential() {
    environment.remove("COMMUNICATION_SERVICES_ENDPOINT");
    assertEquals(Set.of("COMMUNICATION_SERVICES_ENDPOINT"), problems());
  }

  @Test
  void takesAClockSkewOfUpToFiveMinutes() {
    environment.put("BROKER_CLOCK_SKEW_SECONDS", "300");
    assertEquals(Duration.ofMinutes(5), config().clockSkew());
  }
}
