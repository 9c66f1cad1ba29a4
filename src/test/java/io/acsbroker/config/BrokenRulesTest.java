package io.acsbroker.config;

import static io.acsbroker.config.SamplePolicy.WHOLE;
import static io.acsbroker.config.SamplePolicy.clients;
import static io.acsbroker.config.SamplePolicy.document;
import static io.acsbroker.config.SamplePolicy.rule;
import static io.acsbroker.config.SampleSettings.API;
import static io.acsbroker.config.SampleSettings.CLIENT;
import static io.acsbroker.config.SampleSettings.TENANT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.acsbroker.token.AccessRules;
import io.acsbroker.token.ClientId;
import io.acsbroker.token.TenantId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules of a policy document that disable their tenant, and no other. */
class BrokenRulesTest {
  private static final TenantId BROKEN = new TenantId(TENANT);
  private static final TenantId HEALTHY = new TenantId(SampleSettings.OTHER_TENANT);

  /** A rule with these members disables its tenant, and no other. */
  private static void isBroken(SampleSettings settings, String members, String... warnings) {
    settings.withPolicy(document(WHOLE, rule(TENANT, members)));
    assertEquals(
        List.of(warnings).stream()
            .map(warning -> "BROKER_POLICY: rules[1]" + warning + "; its tenant is refused")
            .toList(),
        settings.warnings());
    AccessRules.ForEach rules =
        assertInstanceOf(AccessRules.ForEach.class, settings.config().rules());
    assertEquals(Set.of(BROKEN, HEALTHY), rules.rules().keySet());
    assertEquals(Optional.empty(), rules.of(BROKEN));
    assertEquals(Set.of(new ClientId(CLIENT)), rules.of(HEALTHY).orElseThrow().clients());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "'guests':'acs'|.clients must be application (client) ids (GUIDs), at least one",
        "'clients':[]|.clients must be application (client) ids (GUIDs), at least one",
        "'clients':'"
            + CLIENT
            + "'|.clients must be application (client) ids (GUIDs), at least one",
        "'clients':['"
            + CLIENT
            + "',1]|.clients must be application (client) ids (GUIDs), at least one",
        "'clients':['*']|.clients must be application (client) ids (GUIDs), at least one",
        "'clients':['"
            + CLIENT
            + "',' ']|.clients must be application (client) ids (GUIDs), at least one",
        "'clients':null|.clients must be application (client) ids (GUIDs), at least one"
      })
  void haveBadClients(String members, String warning) {
    isBroken(SampleSettings.withCallers(), members, warning);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "'name':7|.name must be text",
        "'callerClients':[]|.callerClients must be application (client) ids (GUIDs), at least one",
        "'callerClients':['x']|.callerClients must be application (client) ids (GUIDs), at least one",
        "'roles':[]|.roles must be the values of application roles, at least one",
        "'roles':['a role']|.roles must be the values of application roles, at least one",
        "'roles':'Caller'|.roles must be the values of application roles, at least one",
        "'roles':null|.roles must be the values of application roles, at least one",
        "'groups':[]|.groups must be the object ids (GUIDs) of groups, at least one",
        "'groups':['Sales']|.groups must be the object ids (GUIDs) of groups, at least one",
        "'guests':'none'|.guests must be acs, allow or deny",
        "'guests':false|.guests must be acs, allow or deny"
      })
  void haveAMemberThatIsWrong(String member, String warning) {
    isBroken(SampleSettings.withCallers(), clients(CLIENT) + "," + member, warning);
  }

  @Test
  void haveCallersWithoutCallerTokens() {
    isBroken(
        SampleSettings.flat(),
        clients(CLIENT) + ",'callerClients':['" + CLIENT + "']",
        ".callerClients needs BROKER_API_CLIENT_ID, which turns Entra's caller tokens on");
  }

  @Test
  void letNobodyInWhereTheBrokerFetchesTheTokens() {
    SampleSettings settings = SampleSettings.onBehalfOf();
    isBroken(
        settings,
        "'clients':[]",
        ".callerClients must be application (client) ids (GUIDs), at least one");
  }

  @Test
  void nameTheBrokersApiWhereTheBrokerFetchesTheTokens() {
    isBroken(
        SampleSettings.onBehalfOf(),
        clients(CLIENT, API),
        ".clients must not name the application of BROKER_API_CLIENT_ID with BROKER_ON_BEHALF_OF:"
            + " its tokens for ACS are the broker's own, and nobody may send one");
  }

  @Test
  void areToldWithAllThatIsWrong() {
    isBroken(
        SampleSettings.withCallers(),
        "'clients':[],'guests':'x','name':1",
        ".name must be text",
        ".clients must be application (client) ids (GUIDs), at least one",
        ".guests must be acs, allow or deny");
  }

  @Test
  void haveAMemberThatNobodyReads() {
    isBroken(
        SampleSettings.withCallers(),
        clients(CLIENT) + ",'role':['Caller']",
        " must have no member but tenant, name, clients, callerClients, roles, groups, callerIssuers, guests");
  }
}
