package io.acsbroker.config;

import static io.acsbroker.config.SampleIssuers.isRefused;
import static io.acsbroker.config.SampleIssuers.least;
import static io.acsbroker.config.SampleIssuers.most;
import static io.acsbroker.config.SampleIssuers.with;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an issuer's entry says of claims, each wrong in itself in each way that it can be. */
class CallerIssuerClaimsTest {
  private static final String CLAIM =
      " must be the name of a claim, or a JSON Pointer with / before it, of at most 200 characters";
  private static final String NO_MORE = ", at least one and none twice";

  @ParameterizedTest
  @ValueSource(strings = {"''", "' sub'", "'/a~2'", "'/a~'", "'/~'", "'/'", "null", "7", "['sub']"})
  void refuseSubjectClaim(String value) {
    isRefused(with(least(), "subjectClaim", value), ".subjectClaim" + CLAIM);
  }

  @ParameterizedTest
  @ValueSource(strings = {"''", "'/a~2'", "7", "['azp']", "false"})
  void refuseClientClaim(String value) {
    isRefused(
        with(least(), "clientClaim", value),
        ".clientClaim" + CLAIM + ", or null where its tokens name no client");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "'their-spa'", "['']", "['a','a']", "[7]", "null"})
  void refuseClients(String value) {
    isRefused(
        with(least(), "clients", value), ".clients must be the clients that may call" + NO_MORE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"''", "'/~2'", "7", "null"})
  void refuseScopeClaim(String value) {
    isRefused(with(most(), "scopeClaim", value), ".scopeClaim" + CLAIM);
  }

  @ParameterizedTest
  @ValueSource(strings = {"'list'", "'Text'", "7", "null"})
  void refuseScopeForm(String value) {
    isRefused(with(most(), "scopeForm", value), ".scopeForm must be text or array");
  }

  @ParameterizedTest
  @ValueSource(strings = {"'calls'", "['two words']", "['']", "['a','a']", "[7]", "null", "{}"})
  void refuseRequiredScopes(String value) {
    isRefused(
        with(most(), "requiredScopes", value),
        ".requiredScopes must be the scopes that a token needs, all of them, none twice, or []");
  }

  @ParameterizedTest
  @ValueSource(strings = {"''", "null"})
  void refuseRolesClaim(String value) {
    isRefused(with(most(), "rolesClaim", value), ".rolesClaim" + CLAIM);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "'caller'", "['a','a']", "null"})
  void refuseRoles(String value) {
    isRefused(
        with(most(), "roles", value),
        ".roles must be the roles of which a user needs one" + NO_MORE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"''", "null"})
  void refuseGroupsClaim(String value) {
    isRefused(with(most(), "groupsClaim", value), ".groupsClaim" + CLAIM);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "'calls'", "['a','a']", "null"})
  void refuseGroups(String value) {
    isRefused(
        with(most(), "groups", value),
        ".groups must be the groups of which a user needs one" + NO_MORE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "'a'",
        "null",
        "{'a':null}",
        "{'a':1.5}",
        "{'a':['x']}",
        "{'a':{}}",
        "{'':1}",
        "{'/a~2':1}",
        "{'a':1,'b':null}"
      })
  void refuseRequiredClaims(String value) {
    isRefused(
        with(least(), "requiredClaims", value),
        ".requiredClaims must be an object of 1 to 20 claims, each with a text, a whole number, true or false");
  }

  @ParameterizedTest
  @ValueSource(strings = {"'gty'", "null", "[]"})
  void refuseMachine(String value) {
    isRefused(
        with(least(), "machine", value),
        ".machine must be an object with claim, and with values where not each will do");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{'claim':''}"})
  void refuseMachineClaim(String value) {
    isRefused(with(least(), "machine", value), ".machine.claim" + CLAIM);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{'claim':'gty','values':[]}", "{'claim':'gty','values':'x'}"})
  void refuseMachineValues(String value) {
    isRefused(with(least(), "machine", value), ".machine.values must be texts" + NO_MORE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{'claim':'gty','value':'x'}"})
  void refuseMachineWithAnotherMember(String value) {
    isRefused(with(least(), "machine", value), ".machine must have no member but claim, values");
  }

  @ParameterizedTest
  @ValueSource(strings = {"'None'", "''", "null", "[]", "false"})
  void refuseBinding(String value) {
    isRefused(
        with(least(), "binding", value),
        ".binding must be an object with the claims tenant and user, or none");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{'user':'oid'}"})
  void refuseBindingTenant(String value) {
    isRefused(with(least(), "binding", value), ".binding.tenant" + CLAIM);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{'tenant':'tid'}", "{'tenant':'tid','user':'/~2'}"})
  void refuseBindingUser(String value) {
    isRefused(with(least(), "binding", value), ".binding.user" + CLAIM);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{'tenant':'tid','user':'tid'}", "{'tenant':'tid','user':'/tid'}"})
  void refuseBindingUserThatIsTheTenant(String value) {
    isRefused(with(least(), "binding", value), ".binding.user must be another claim than tenant");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{'tenant':'tid','user':'oid','mail':'m'}"})
  void refuseBindingWithAnotherMember(String value) {
    isRefused(with(least(), "binding", value), ".binding must have no member but tenant, user");
  }
}
