package io.acsbroker.config;

import static io.acsbroker.config.SampleIssuers.document;
import static io.acsbroker.config.SampleIssuers.least;
import static io.acsbroker.config.SampleIssuers.most;
import static io.acsbroker.config.SampleIssuers.with;
import static io.acsbroker.config.SampleIssuers.without;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Members of an issuer's entry, each wrong in itself in each way that it can be. */
class CallerIssuerMembersTest {
  private static final String CLAIM =
      " must be the name of a claim, or a JSON Pointer with / before it, of at most 200 characters";
  private static final String NO_MORE = ", at least one and none twice";

  private static void isRefused(Map<String, String> entry, String problem) {
    SampleSettings.flat()
        .with("BROKER_CALLER_ISSUERS", document(entry))
        .areRefusedFor("BROKER_CALLER_ISSUERS: issuers[0]" + problem);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"''", "'Acme'", "'1acme'", "'ac me'", "'entra'", "'a23456789012345678901234567890123'", "7", "null", "['acme']"})
  void refuseName(String value) {
    isRefused(with(least(), "name", value), ".name must be 1 to 32 of a to z, 0 to 9 and -, a letter first, and not entra");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"''", "'login.acme.example'", "'http://login.acme.example/'", "'https://'", "'https:///x'", "'ftp://login.acme.example'", "'https://me@login.acme.example/'", "'https://@login.acme.example/'", "'https://login.acme.example/?p=1'", "'https://login.acme.example/?'", "'https://login.acme.example/#x'", "'https://login.acme.example/#'", "'https://login.acme.example:0/'", "'https://login.acme.example:65536/'", "'https://login.acme.example:/'", "' https://login.acme.example/'", "'https://login.acme.example/ '", "'https://login acme.example/'", "'http://localhost.acme.example/'", "'HTTPS://login.acme.example/'", "7", "null"})
  void refuseIssuer(String value) {
    isRefused(with(least(), "issuer", value), ".issuer must be what iss is in its tokens: an https address (http only for localhost) without user, query or fragment");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"''", "' '", "['https://calls.acme.example']", "7", "null"})
  void refuseAudience(String value) {
    isRefused(with(least(), "audience", value), ".audience must be the text that aud is in its tokens, or has in it");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"[]", "'RS256'", "['HS256']", "['none']", "['rs256']", "['RS256','HS256']", "['RS256','RS256']", "['RS256',7]", "null"})
  void refuseAlgorithms(String value) {
    isRefused(with(least(), "algorithms", value), ".algorithms must be of RS256, PS256 and ES256" + NO_MORE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"[]", "'JWT'", "['jwt']", "['AT+JWT']", "['JWT','JWT']", "[null]", "null"})
  void refuseTyp(String value) {
    isRefused(with(least(), "typ", value), ".typ must be of JWT, at+jwt and none" + NO_MORE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"'Discovery'", "''", "7", "null", "[]", "{}", "{'address':'https://a.example/','inline':[]}", "{'url':'https://a.example/'}"})
  void refuseKeys(String value) {
    isRefused(with(least(), "keys", value), ".keys must be discovery, or an object with either address or inline");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{'address':''}", "{'address':'http://keys.acme.example/'}", "{'address':'https://me@keys.acme.example/'}", "{'address':'https://keys.acme.example/#x'}", "{'address':7}", "{'address':null}"})
  void refuseKeysAddress(String value) {
    isRefused(with(least(), "keys", value), ".keys.address must be an https address (http only for localhost) without user or fragment");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0", "10081", "-1", "1.5", "1e2", "'60'", "true", "null", "99999999999999999999"})
  void refuseMaxLifetimeMinutes(String value) {
    isRefused(with(least(), "maxLifetimeMinutes", value), ".maxLifetimeMinutes must be a whole number from 1 to 10080");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"''", "' sub'", "'/a~2'", "'/a~'", "'/~'", "null", "7", "['sub']"})
  void refuseSubjectClaim(String value) {
    isRefused(with(least(), "subjectClaim", value), ".subjectClaim" + CLAIM);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"''", "'/a~2'", "7", "['azp']", "false"})
  void refuseClientClaim(String value) {
    isRefused(with(least(), "clientClaim", value), ".clientClaim" + CLAIM + ", or null where its tokens name no client");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"[]", "'their-spa'", "['']", "['a','a']", "[7]", "null"})
  void refuseClients(String value) {
    isRefused(with(least(), "clients", value), ".clients must be the clients that may call" + NO_MORE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"''", "'/~2'", "7", "null"})
  void refuseScopeClaim(String value) {
    isRefused(with(most(), "scopeClaim", value), ".scopeClaim" + CLAIM);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"'list'", "'Text'", "7", "null"})
  void refuseScopeForm(String value) {
    isRefused(with(most(), "scopeForm", value), ".scopeForm must be text or array");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"'calls'", "['two words']", "['']", "['a','a']", "[7]", "null", "{}"})
  void refuseRequiredScopes(String value) {
    isRefused(with(most(), "requiredScopes", value), ".requiredScopes must be the scopes that a token needs, all of them, none twice, or []");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"''", "null"})
  void refuseRolesClaim(String value) {
    isRefused(with(most(), "rolesClaim", value), ".rolesClaim" + CLAIM);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"[]", "'caller'", "['a','a']", "null"})
  void refuseRoles(String value) {
    isRefused(with(most(), "roles", value), ".roles must be the roles of which a user needs one" + NO_MORE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"''", "null"})
  void refuseGroupsClaim(String value) {
    isRefused(with(most(), "groupsClaim", value), ".groupsClaim" + CLAIM);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"[]", "'calls'", "['a','a']", "null"})
  void refuseGroups(String value) {
    isRefused(with(most(), "groups", value), ".groups must be the groups of which a user needs one" + NO_MORE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{}", "[]", "'a'", "null", "{'a':null}", "{'a':1.5}", "{'a':['x']}", "{'a':{}}", "{'':1}", "{'/a~2':1}", "{'a':1,'b':null}"})
  void refuseRequiredClaims(String value) {
    isRefused(with(least(), "requiredClaims", value), ".requiredClaims must be an object of 1 to 20 claims, each with a text, a whole number, true or false");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"'gty'", "null", "[]"})
  void refuseMachine(String value) {
    isRefused(with(least(), "machine", value), ".machine must be an object with claim, and with values where not each will do");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{}", "{'claim':''}"})
  void refuseMachineClaim(String value) {
    isRefused(with(least(), "machine", value), ".machine.claim" + CLAIM);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{'claim':'gty','values':[]}", "{'claim':'gty','values':'x'}"})
  void refuseMachineValues(String value) {
    isRefused(with(least(), "machine", value), ".machine.values must be texts" + NO_MORE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{'claim':'gty','value':'x'}"})
  void refuseMachineWithAnotherMember(String value) {
    isRefused(with(least(), "machine", value), ".machine must have no member but claim, values");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"'None'", "''", "null", "[]", "false"})
  void refuseBinding(String value) {
    isRefused(with(least(), "binding", value), ".binding must be an object with the claims tenant and user, or none");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{'user':'oid'}"})
  void refuseBindingTenant(String value) {
    isRefused(with(least(), "binding", value), ".binding.tenant" + CLAIM);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{'tenant':'tid'}", "{'tenant':'tid','user':'/~2'}"})
  void refuseBindingUser(String value) {
    isRefused(with(least(), "binding", value), ".binding.user" + CLAIM);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{'tenant':'tid','user':'tid'}", "{'tenant':'tid','user':'/tid'}"})
  void refuseBindingUserThatIsTheTenant(String value) {
    isRefused(with(least(), "binding", value), ".binding.user must be another claim than tenant");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{'tenant':'tid','user':'oid','mail':'m'}"})
  void refuseBindingWithAnotherMember(String value) {
    isRefused(with(least(), "binding", value), ".binding must have no member but tenant, user");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"[]", "'exchange'", "['Exchange']", "['exchange','exchange']", "['token']", "null"})
  void refuseRoutes(String value) {
    isRefused(with(least(), "routes", value), ".routes must be of exchange and identity" + NO_MORE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "name|.name must be 1 to 32 of a to z, 0 to 9 and -, a letter first, and not entra",
        "issuer|.issuer must be what iss is in its tokens: an https address (http only for localhost) without user, query or fragment",
        "audience|.audience must be the text that aud is in its tokens, or has in it",
        "algorithms|.algorithms must be of RS256, PS256 and ES256" + NO_MORE,
        "typ|.typ must be of JWT, at+jwt and none" + NO_MORE,
        "clientClaim|.clientClaim" + CLAIM + ", or null where its tokens name no client",
        "clients|.clients must be the clients that may call" + NO_MORE,
        "requiredScopes|.requiredScopes must be the scopes that a token needs, all of them, none twice, or []",
        "scopeClaim|.scopeClaim" + CLAIM,
        "scopeForm|.scopeForm must be text or array",
        "rolesClaim|.rolesClaim" + CLAIM,
        "roles|.roles must be the roles of which a user needs one" + NO_MORE,
        "groupsClaim|.groupsClaim" + CLAIM,
        "groups|.groups must be the groups of which a user needs one" + NO_MORE,
        "binding|.binding must be an object with the claims tenant and user, or none",
        "routes|.routes must be of exchange and identity" + NO_MORE
      })
  void areNeeded(String member, String problem) {
    isRefused(without(most(), member), problem);
  }
}
