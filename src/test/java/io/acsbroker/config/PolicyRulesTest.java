package io.acsbroker.config;

import static io.acsbroker.config.SamplePolicy.WHOLE;
import static io.acsbroker.config.SamplePolicy.clients;
import static io.acsbroker.config.SamplePolicy.document;
import static io.acsbroker.config.SamplePolicy.rule;
import static io.acsbroker.config.SampleSettings.CLIENT;
import static io.acsbroker.config.SampleSettings.GROUP;
import static io.acsbroker.config.SampleSettings.OTHER_CLIENT;
import static io.acsbroker.config.SampleSettings.OTHER_TENANT;
import static io.acsbroker.config.SampleSettings.TENANT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.acsbroker.token.AccessRule;
import io.acsbroker.token.AccessRules;
import io.acsbroker.token.AppRole;
import io.acsbroker.token.ClientId;
import io.acsbroker.token.Guests;
import io.acsbroker.token.ObjectId;
import io.acsbroker.token.SampleRules;
import io.acsbroker.token.TenantId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules of a policy document, one for each tenant. */
class PolicyRulesTest {
  private static final TenantId ONE_TENANT = new TenantId(TENANT);
  private static final TenantId ANOTHER_TENANT = new TenantId(OTHER_TENANT);
  private static final ClientId ONE = new ClientId(CLIENT);
  private static final ClientId OTHER = new ClientId(OTHER_CLIENT);

  private static Map<TenantId, Optional<AccessRule>> rules(SampleSettings settings) {
    assertEquals(List.of(), settings.warnings());
    return rulesDespiteWarnings(settings);
  }

  private static Map<TenantId, Optional<AccessRule>> rulesDespiteWarnings(SampleSettings settings) {
    return assertInstanceOf(AccessRules.ForEach.class, settings.config().rules()).rules();
  }

  @Test
  void sayEverythingForEachTenant() {
    String members =
        "'name':'Contoso','clients':['%s'],'callerClients':['%s'],'roles':['Caller'],'groups':['%s'],'guests':'deny'"
            .formatted(
                CLIENT, OTHER_CLIENT.toUpperCase(Locale.ROOT), GROUP.toUpperCase(Locale.ROOT));
    String first = rule(TENANT.toUpperCase(Locale.ROOT), members);
    assertEquals(
        Map.of(
            ONE_TENANT,
            Optional.of(
                new AccessRule(
                    Set.of(ONE),
                    Set.of(OTHER),
                    Set.of(new AppRole("Caller")),
                    Set.of(new ObjectId(GROUP)),
                    Set.of(),
                    Guests.DENY)),
            ANOTHER_TENANT,
            Optional.of(
                new AccessRule(
                    Set.of(ONE), Set.of(ONE), Set.of(), Set.of(), Set.of(), Guests.ACS))),
        rules(SampleSettings.withCallers().withPolicy(document(first, WHOLE))));
  }

  @Test
  void letNobodyCallWithoutCallerTokens() {
    assertEquals(
        Map.of(ANOTHER_TENANT, Optional.of(SampleRules.ofClients(Set.of(ONE)))),
        rules(SampleSettings.flat().withPolicy(document(WHOLE))));
  }

  @Test
  void doWithoutClientsWhereTheBrokerFetchesTheTokens() {
    String missing = rule(TENANT, "'callerClients':['" + CLIENT + "']");
    String none = rule(OTHER_TENANT, "'clients':[],'callerClients':['" + CLIENT + "']");
    Optional<AccessRule> rule =
        Optional.of(
            new AccessRule(Set.of(), Set.of(ONE), Set.of(), Set.of(), Set.of(), Guests.ACS));
    assertEquals(
        Map.of(ONE_TENANT, rule, ANOTHER_TENANT, rule),
        rules(SampleSettings.onBehalfOf().withPolicy(document(missing, none))));
  }

  @ParameterizedTest
  @CsvSource({"roles, Caller", "groups, " + GROUP})
  void areRefusedForWhatIsTheCallersWithoutCallers(String member, String value) {
    String rule = rule(TENANT, clients(CLIENT) + ",'" + member + "':['" + value + "']");
    SampleSettings.flat()
        .withPolicy(document(rule))
        .areRefusedFor(
            "BROKER_POLICY: rules[0]."
                + member
                + " needs BROKER_API_CLIENT_ID, which turns Entra's caller tokens on");
  }

  @Test
  void disableATenantThatIsNamedTwice() {
    String again = rule(TENANT.toUpperCase(Locale.ROOT), clients(OTHER_CLIENT));
    SampleSettings settings =
        SampleSettings.flat().withPolicy(document(rule(TENANT, clients(CLIENT)), WHOLE, again));
    assertEquals(
        List.of("BROKER_POLICY: rules[2].tenant stands in rules[0] too; its tenant is refused"),
        settings.warnings());
    assertEquals(Optional.empty(), settings.config().rules().of(ONE_TENANT));
    assertEquals(Set.of(ONE), settings.config().rules().of(ANOTHER_TENANT).orElseThrow().clients());
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      value = {
        "'tenant':'contoso.example'",
        "'tenant':'*'",
        "'tenant':'9188040d-6c67-4c5b-b112-36a304b66dad'",
        "'tenant':7",
        "'name':'Contoso'"
      })
  void serveNobodyByARuleWithoutATenant(String member) {
    SampleSettings settings =
        SampleSettings.flat().withPolicy(document(WHOLE, rule(member + "," + clients(CLIENT))));
    assertEquals(
        List.of(
            "BROKER_POLICY: rules[1].tenant must be the tenant id (a GUID) of an organisation; it"
                + " serves nobody"),
        settings.warnings());
    assertEquals(Set.of(ANOTHER_TENANT), rulesDespiteWarnings(settings).keySet());
  }

  @Test
  void serveNobodyByWhatIsNoRule() {
    SampleSettings settings = SampleSettings.flat().withPolicy(document(WHOLE, "'" + TENANT + "'"));
    assertEquals(
        List.of("BROKER_POLICY: rules[1] must be an object; it serves nobody"),
        settings.warnings());
    assertEquals(Set.of(ANOTHER_TENANT), rulesDespiteWarnings(settings).keySet());
  }

  @Test
  void areRefusedWhereEveryOneIsBroken() {
    SampleSettings settings =
        SampleSettings.flat().withPolicy(document(rule(TENANT, "'clients':[]"), "1"));
    settings.areRefusedFor("BROKER_POLICY: allows nothing: every one of its rules is broken");
    assertEquals(2, settings.warnings().size());
  }

  @Test
  void areNeverQuoted() {
    SampleSettings settings =
        SampleSettings.flat()
            .withPolicy(document(rule("'tenant':'sec-ret','clients':['sec-ret'],'sec-ret':1")));
    String said = settings.problems() + " " + settings.warnings();
    assertEquals(-1, said.indexOf("sec-ret"), said);
  }
}
