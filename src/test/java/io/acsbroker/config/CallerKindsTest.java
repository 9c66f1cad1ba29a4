package io.acsbroker.config;

import static io.acsbroker.config.SampleIssuers.document;
import static io.acsbroker.config.SampleIssuers.least;
import static io.acsbroker.config.SampleIssuers.with;
import static io.acsbroker.config.SamplePolicy.clients;
import static io.acsbroker.config.SampleSettings.CLIENT;
import static io.acsbroker.config.SampleSettings.GROUP;
import static io.acsbroker.config.SampleSettings.TENANT;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.acsbroker.token.AccessRule;
import io.acsbroker.token.TenantId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which settings go with callers of Entra's, of other issuers, of both and of none. */
class CallerKindsTest {
  private static final String ISSUERS =
      document(
          least(), with(with(least(), "name", "'other'"), "issuer", "'https://other.example'"));
  private static final String TABLE = "https://contoso.table.core.windows.net";

  private static SampleSettings elsewhere() {
    return SampleSettings.flat().with("BROKER_CALLER_ISSUERS", ISSUERS);
  }

  private static SampleSettings both() {
    return SampleSettings.withCallers().with("BROKER_CALLER_ISSUERS", ISSUERS);
  }

  private static Optional<AccessRule> rule(SampleSettings settings) {
    return settings.config().rules().of(new TenantId(TENANT));
  }

  @Test
  void areCallersOfOtherIssuersAlone() {
    CallerSettings callers = elsewhere().callers();
    assertEquals(Optional.empty(), callers.entra());
    assertEquals(2, callers.issuers().size());
    assertEquals(Set.of(), rule(elsewhere()).orElseThrow().callerClients());
  }

  @Test
  void areCallersOfBoth() {
    CallerSettings callers = both().callers();
    assertEquals(SampleSettings.withCallers().entraCallers(), callers.entra().orElseThrow());
    assertEquals(2, callers.issuers().size());
  }

  @ParameterizedTest
  @CsvSource({
    "BROKER_API_SCOPE, access_as_user",
    "BROKER_CALLER_CLIENT_IDS, " + CLIENT,
    "BROKER_API_KEYS, application",
    "BROKER_SUBJECT_VERIFICATION, acs",
    "BROKER_ON_BEHALF_OF, true",
    "BROKER_ALLOWED_ROLES, Caller",
    "BROKER_ALLOWED_GROUPS, " + GROUP
  })
  void needTheBrokersApiForWhatIsEntras(String setting, String value) {
    elsewhere()
        .with(setting, value)
        .with("AZURE_CLIENT_ID", SampleSettings.IDENTITY)
        .areRefusedFor(
            setting + ": needs BROKER_API_CLIENT_ID, which turns Entra's caller tokens on");
  }

  @Test
  void haveIdentitiesOfEitherKind() {
    for (SampleSettings settings : List.of(elsewhere(), both(), SampleSettings.withCallers())) {
      settings.with("BROKER_IDENTITY_TABLE_ENDPOINT", TABLE);
      assertEquals(true, settings.callers().identities().isPresent());
    }
    SampleSettings.flat()
        .with("BROKER_IDENTITY_TABLE_ENDPOINT", TABLE)
        .areRefusedFor(
            "BROKER_IDENTITY_TABLE_ENDPOINT: needs BROKER_API_CLIENT_ID or BROKER_CALLER_ISSUERS,"
                + " which turn caller tokens on");
  }

  @Test
  void haveTheirSubjectTokensReadWhereNotAllAreEntras() {
    both()
        .with("BROKER_SUBJECT_VERIFICATION", "acs")
        .areRefusedFor(
            "BROKER_SUBJECT_VERIFICATION: contradicts BROKER_CALLER_ISSUERS; acs is for callers of"
                + " Entra's alone");
    both().with("BROKER_SUBJECT_VERIFICATION", "full").config();
  }

  @Test
  void mayBeEntrasOnBehalfOfUsersBesideOthers() {
    SampleSettings settings = SampleSettings.onBehalfOf().with("BROKER_CALLER_ISSUERS", ISSUERS);
    assertEquals(true, settings.entraCallers().onBehalfOf().isPresent());
  }

  @ParameterizedTest
  @CsvSource({"BROKER_ALLOWED_ROLES, Caller", "BROKER_ALLOWED_GROUPS, " + GROUP})
  void areWarnedOfRolesAndGroupsThatOthersNeverHave(String setting, String value) {
    assertEquals(
        List.of(
            setting
                + ": closes all tenants to callers of BROKER_CALLER_ISSUERS; only a rule of"
                + " BROKER_POLICY with callerIssuers can let them in beside it"),
        both().with(setting, value).warnings());
    assertEquals(List.of(), SampleSettings.withCallers().with(setting, value).warnings());
    assertEquals(List.of(), both().warnings());
    assertEquals(List.of(), elsewhere().with(setting, value).warnings());
  }

  @Test
  void areNamedByRules() {
    String named = clients(CLIENT) + ",'roles':['Caller'],'callerIssuers':['other','acme']";
    assertEquals(
        Set.of("acme", "other"),
        rule(both().withPolicy(SamplePolicy.document(SamplePolicy.rule(TENANT, named))))
            .orElseThrow()
            .callerIssuers());
    String all = clients(CLIENT);
    assertEquals(
        Set.of(),
        rule(elsewhere().withPolicy(SamplePolicy.document(SamplePolicy.rule(TENANT, all))))
            .orElseThrow()
            .callerIssuers());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"[]", "['unknown']", "['acme','unknown']", "['Acme']", "'acme'", "[7]", "null"})
  void areNotNamedByRulesWhereNobodyKnowsThem(String names) {
    isBroken(
        elsewhere(),
        names,
        "must be names of issuers of BROKER_CALLER_ISSUERS, at least one; its tenant is refused");
  }

  @Test
  void areNotNamedByRulesWhereThereAreNone() {
    isBroken(
        SampleSettings.withCallers(),
        "['acme']",
        "needs BROKER_CALLER_ISSUERS, which has them; its tenant is refused");
  }

  private static void isBroken(SampleSettings settings, String names, String why) {
    String members = clients(CLIENT) + ",'callerIssuers':" + names;
    settings.withPolicy(
        SamplePolicy.document(SamplePolicy.WHOLE, SamplePolicy.rule(TENANT, members)));
    assertEquals(List.of("BROKER_POLICY: rules[1].callerIssuers " + why), settings.warnings());
    assertEquals(Optional.empty(), rule(settings));
  }

  @ParameterizedTest
  @CsvSource({"roles, Caller", "groups, " + GROUP})
  void areOfEntraWhereRulesHaveRolesAndGroups(String member, String value) {
    String members = clients(CLIENT) + ",'" + member + "':['" + value + "']";
    elsewhere()
        .withPolicy(SamplePolicy.document(SamplePolicy.rule(TENANT, members)))
        .areRefusedFor(
            "BROKER_POLICY: rules[0]."
                + member
                + " needs BROKER_API_CLIENT_ID, which turns Entra's caller tokens on");
  }

  @Test
  void areNoMatterOfRulesWhereTheirDocumentIsBroken() {
    String members = clients(CLIENT) + ",'callerIssuers':['acme']";
    SampleSettings settings =
        elsewhere()
            .with("BROKER_CALLER_ISSUERS", "{}")
            .withPolicy(SamplePolicy.document(SamplePolicy.rule(TENANT, members)));
    settings.areRefusedFor("BROKER_CALLER_ISSUERS: must have the member issuers and no other");
    assertEquals(List.of(), settings.warnings());
  }
}
