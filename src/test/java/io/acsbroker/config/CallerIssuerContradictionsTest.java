package io.acsbroker.config;

import static io.acsbroker.config.SampleIssuers.document;
import static io.acsbroker.config.SampleIssuers.least;
import static io.acsbroker.config.SampleIssuers.most;
import static io.acsbroker.config.SampleIssuers.unbound;
import static io.acsbroker.config.SampleIssuers.with;
import static io.acsbroker.config.SampleIssuers.without;
import static io.acsbroker.config.SampleSettings.API;
import static io.acsbroker.config.SampleSettings.OTHER_TENANT;
import static io.acsbroker.config.SampleSettings.TENANT;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.acsbroker.token.AllowedTenants;
import io.acsbroker.token.CallerIssuer;
import io.acsbroker.token.CallerIssuer.Binding;
import io.acsbroker.token.ClaimPath;
import io.acsbroker.token.TenantId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Members of an issuer's entry that are right in themselves and wrong beside something else. */
class CallerIssuerContradictionsTest {
  private static final String FEW_TENANTS =
      ".tenants must be ids (GUIDs) of tenants that the broker serves, or * alone for all of them,"
          + " where binding is none and routes has exchange, at least one and none twice";
  private static final String NEEDLESS_TENANTS =
      ".tenants must be there only where binding is none and routes has exchange";
  private static final String CLIENT_OR_TYPE =
      ".clientClaim must not be null without typ at+jwt alone, or requiredClaims that its id"
          + " tokens lack";

  private static SampleSettings settings(Map<String, String> entry) {
    return SampleSettings.flat().with("BROKER_CALLER_ISSUERS", document(entry));
  }

  private static void isRefused(Map<String, String> entry, String problem) {
    isRefused(settings(entry), problem);
  }

  private static void isRefused(SampleSettings settings, String problem) {
    settings.areRefusedFor("BROKER_CALLER_ISSUERS: issuers[0]" + problem);
  }

  private static CallerIssuer read(Map<String, String> entry) {
    return settings(entry).callers().issuers().getFirst();
  }

  private static Map<String, String> withoutClient() {
    return without(with(least(), "clientClaim", "null"), "clients");
  }

  @Test
  void nameNobodyElsesMembers() {
    String members =
        "name, issuer, audience, algorithms, typ, keys, maxLifetimeMinutes, subjectClaim,"
            + " clientClaim, clients, scopeClaim, scopeForm, requiredScopes, rolesClaim, roles,"
            + " groupsClaim, groups, requiredClaims, machine, binding, tenants, routes";
    isRefused(with(least(), "jwks_uri", "'x'"), " must have no member but " + members);
  }

  @Test
  void listNoClientsWhereTokensNameNone() {
    isRefused(
        with(least(), "clientClaim", "null"),
        ".clients must not be there where clientClaim is null");
  }

  @Test
  void tellIdTokensFromAccessTokensByTypeOrClaimWhereNoClientDoes() {
    assertEquals(Optional.empty(), read(withoutClient()).claims().client());
    assertEquals(Set.of(), read(withoutClient()).claims().clients());
    Map<String, String> anyType = with(withoutClient(), "typ", "['JWT','at+jwt']");
    isRefused(anyType, CLIENT_OR_TYPE);
    isRefused(with(withoutClient(), "typ", "['JWT']"), CLIENT_OR_TYPE);
    CallerIssuer told = read(with(anyType, "requiredClaims", "{'token_use':'access'}"));
    assertEquals(Map.of(ClaimPath.parse("token_use").orElseThrow(), "access"), told.required());
  }

  /** What OpenID Connect Core, section 2, has in every id token, or in many, tells none apart. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'iss':'https://login.acme.example/'}",
        "{'/aud':'https://calls.acme.example'}",
        "{'azp':'their-spa','acr':'1'}"
      })
  void tellIdTokensFromAccessTokensByNoClaimThatIdTokensHave(String claims) {
    Map<String, String> anyType = with(withoutClient(), "typ", "['JWT']");
    isRefused(with(anyType, "requiredClaims", claims), CLIENT_OR_TYPE);
    String more = claims.replace("{", "{'kind':'access',");
    assertEquals(Optional.empty(), read(with(anyType, "requiredClaims", more)).claims().client());
  }

  @Test
  void areToldOnceOfAMistakeThatOthersFollowFrom() {
    isRefused(
        with(withoutClient(), "typ", "[]"),
        ".typ must be of JWT, at+jwt and none, at least one and none twice");
    String key = "{'inline':[{'kid':'k','kty':'RSA','e':'AQAB','n':'" + "_".repeat(341) + "w'}]}";
    isRefused(
        with(with(least(), "keys", key), "algorithms", "[]"),
        ".algorithms must be of RS256, PS256 and ES256, at least one and none twice");
  }

  @Test
  void needNoScopesOfTokensThatSayNone() {
    isRefused(
        with(least(), "requiredScopes", "['calls']"),
        ".requiredScopes must be [] where no scopeClaim says where scopes are");
    assertEquals(
        Set.of(),
        read(with(most(), "requiredScopes", "[]")).claims().scopes().orElseThrow().required());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1fd5118e-2576-4263-8130-9503064c837a",
        "2a04943b-b6a7-4f65-8786-2bb6131b59f6",
        "https://auth.msft.communication.azure.com",
        "https://auth.msft.communication.azure.us/",
        "https://communication.azure.cn/clients",
        "HTTPS://Communication.Azure.com/clients//"
      })
  void haveNoAudienceOfAcs(String audience) {
    isRefused(
        with(least(), "audience", "'" + audience + "'"),
        ".audience must not be an audience of subject tokens, from which callers' are told");
  }

  @ParameterizedTest
  @ValueSource(strings = {"TEAMS_AUDIENCES", "ENTRA_USER_AUDIENCES", "TEAMS_PHONE_AUDIENCES"})
  void haveNoAudienceThatARouteIsGiven(String setting) {
    isRefused(
        settings(least()).with(setting, "https://other.example,https://Calls.acme.example/"),
        ".audience must not be an audience of subject tokens, from which callers' are told");
  }

  @ParameterizedTest
  @ValueSource(strings = {API, "api://" + API, "API://AAAAAAAA-5555-4555-8555-555555555555/"})
  void haveNotTheAudienceOfTheBrokersApi(String audience) {
    Map<String, String> entry = with(least(), "audience", "'" + audience + "'");
    isRefused(
        settings(entry).with("BROKER_API_CLIENT_ID", API),
        ".audience must not be BROKER_API_CLIENT_ID, which is for tokens of Entra's");
    assertEquals(audience, read(entry).audience());
  }

  @Test
  void haveNoClientForAudience() {
    isRefused(
        with(least(), "audience", "'their-spa'"),
        ".audience must not be one of clients, whose id tokens would let users in");
  }

  @Test
  void nameTheTenantsOfCallersThatAreBoundToNobody() {
    assertEquals(
        new Binding.None(new AllowedTenants.Listed(Set.of(new TenantId(TENANT)))),
        read(unbound("['" + TENANT + "']")).binding());
    assertEquals(
        new Binding.None(new AllowedTenants.Listed(Set.of(new TenantId(TENANT)))),
        read(unbound("['*']")).binding());
    assertEquals(
        new Binding.None(new AllowedTenants.AnyOrganisation()),
        settings(unbound("['*']"))
            .with("ENTRA_TENANT_IDS", "*")
            .callers()
            .issuers()
            .getFirst()
            .binding());
    isRefused(without(unbound("[]"), "tenants"), FEW_TENANTS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "'*'",
        "['*','" + TENANT + "']",
        "['" + OTHER_TENANT + "']",
        "['" + TENANT + "','" + TENANT + "']",
        "['acme.example']",
        "['*',1]",
        "null"
      })
  void nameNoTenantsThatTheBrokerDoesNotServe(String tenants) {
    isRefused(unbound(tenants), FEW_TENANTS);
  }

  @Test
  void nameNoTenantsThatNobodyAsksFor() {
    isRefused(with(least(), "tenants", "['" + TENANT + "']"), NEEDLESS_TENANTS);
    Map<String, String> identity = with(unbound("['*']"), "routes", "['identity']");
    isRefused(identity, NEEDLESS_TENANTS);
    assertEquals(
        new Binding.None(new AllowedTenants.Listed(Set.of())),
        read(without(identity, "tenants")).binding());
  }

  @Test
  void areToldAllAtOnce() {
    settings(with(with(with(least(), "name", "'A'"), "typ", "[]"), "routes", "7"))
        .without("ENTRA_CLIENT_IDS")
        .areRefusedFor(
            "ENTRA_CLIENT_IDS: missing; must be application (client) ids (GUIDs), separated by"
                + " commas",
            "BROKER_CALLER_ISSUERS: issuers[0].name must be 1 to 32 of a to z, 0 to 9 and -, a"
                + " letter first, and not entra",
            "BROKER_CALLER_ISSUERS: issuers[0].typ must be of JWT, at+jwt and none, at least one"
                + " and none twice",
            "BROKER_CALLER_ISSUERS: issuers[0].routes must be of exchange and identity, at least"
                + " one and none twice");
  }

  @Test
  void areListedOnce() {
    Map<String, String> other =
        with(with(least(), "name", "'other'"), "issuer", "'https://other.example'");
    assertEquals(
        List.of("acme", "other"),
        SampleSettings.flat()
            .with("BROKER_CALLER_ISSUERS", document(least(), other))
            .callers()
            .issuers()
            .stream()
            .map(CallerIssuer::name)
            .toList());
    areRefusedTogether(with(other, "name", "'acme'"), ".name stands in issuers[0] too");
    areRefusedTogether(
        with(other, "issuer", "'https://login.acme.example/'"), ".issuer stands in issuers[0] too");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://login.acme.example",
        "https://login.acme.example//",
        "https://Login.acme.example/"
      })
  void areNotListedAgainInOtherLetters(String issuer) {
    areRefusedTogether(
        with(with(least(), "name", "'other'"), "issuer", "'" + issuer + "'"),
        ".issuer is that of issuers[0] but for letter case or a slash at the end; list the one"
            + " that tokens have");
  }

  private static void areRefusedTogether(Map<String, String> second, String problem) {
    SampleSettings.flat()
        .with("BROKER_CALLER_ISSUERS", document(least(), second))
        .areRefusedFor("BROKER_CALLER_ISSUERS: issuers[1]" + problem);
  }
}
