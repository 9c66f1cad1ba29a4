package io.acsbroker.config;

import static io.acsbroker.config.SampleSettings.CLIENT;
import static io.acsbroker.config.SampleSettings.GROUP;
import static io.acsbroker.config.SampleSettings.OTHER_CLIENT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.acsbroker.token.AccessRule;
import io.acsbroker.token.AccessRules;
import io.acsbroker.token.AppRole;
import io.acsbroker.token.ClientId;
import io.acsbroker.token.Guests;
import io.acsbroker.token.ObjectId;
import io.acsbroker.token.SampleRules;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The one rule that settings make. */
class FlatRulesTest {
  private static AccessRule rule(SampleSettings settings) {
    return assertInstanceOf(AccessRules.ForAll.class, settings.config().rules()).rule();
  }

  @Test
  void letNobodyCallWithoutCallerTokens() {
    assertEquals(SampleRules.ofClients(Set.of(new ClientId(CLIENT))), rule(SampleSettings.flat()));
  }

  @Test
  void letTheClientsCallWhereNoOthersAreNamed() {
    assertEquals(Set.of(new ClientId(CLIENT)), rule(SampleSettings.withCallers()).callerClients());
  }

  @Test
  void letOnlyThoseCallWhoAreNamed() {
    AccessRule rule =
        rule(SampleSettings.withCallers().with("BROKER_CALLER_CLIENT_IDS", OTHER_CLIENT));
    assertEquals(Set.of(new ClientId(CLIENT)), rule.clients());
    assertEquals(Set.of(new ClientId(OTHER_CLIENT)), rule.callerClients());
  }

  @Test
  void nameRolesAndGroupsOfCallers() {
    AccessRule rule =
        rule(
            SampleSettings.withCallers()
                .with("BROKER_ALLOWED_ROLES", "Caller, Tokens.Exchange")
                .with("BROKER_ALLOWED_GROUPS", GROUP.toUpperCase(Locale.ROOT)));
    assertEquals(Set.of(new AppRole("Caller"), new AppRole("Tokens.Exchange")), rule.roles());
    assertEquals(Set.of(new ObjectId(GROUP)), rule.groups());
  }

  @ParameterizedTest
  @CsvSource({"acs, ACS", "allow, ALLOW", "deny, DENY"})
  void sayWhatBecomesOfGuestsWithoutCallersToo(String value, Guests guests) {
    assertEquals(guests, rule(SampleSettings.flat().with("BROKER_GUESTS", value)).guests());
  }

  @Test
  void acceptNoSentTokenWhereTheBrokerFetchesThemAll() {
    AccessRule rule =
        rule(
            SampleSettings.onBehalfOf()
                .without("ENTRA_CLIENT_IDS")
                .with("BROKER_CALLER_CLIENT_IDS", CLIENT));
    assertEquals(Set.of(), rule.clients());
    assertEquals(Set.of(new ClientId(CLIENT)), rule.callerClients());
  }

  @Test
  void needClientsThatCallWhereTheBrokerFetchesAllTokens() {
    SampleSettings.onBehalfOf()
        .without("ENTRA_CLIENT_IDS")
        .areRefusedFor(
            "BROKER_CALLER_CLIENT_IDS: missing, and there are no ENTRA_CLIENT_IDS to take instead;"
                + " must be application (client) ids (GUIDs), separated by commas");
  }

  @Test
  void needClientsWhereCallersSendTokens() {
    SampleSettings.withCallers()
        .without("ENTRA_CLIENT_IDS")
        .with("BROKER_CALLER_CLIENT_IDS", CLIENT)
        .areRefusedFor(
            "ENTRA_CLIENT_IDS: missing; must be application (client) ids (GUIDs), separated by"
                + " commas");
  }

  /** A GUID, and what samples have in place of one. */
  @Test
  void takeTheIdOfZerosForNobodys() {
    String zeros = "00000000-0000-0000-0000-000000000000";
    SampleSettings.withCallers()
        .with("ENTRA_CLIENT_IDS", CLIENT + "," + zeros)
        .areRefusedFor(
            "ENTRA_CLIENT_IDS: must be application (client) ids (GUIDs), separated by commas");
    SampleSettings.withCallers()
        .with("BROKER_ALLOWED_GROUPS", zeros)
        .areRefusedFor(
            "BROKER_ALLOWED_GROUPS: must be the object ids (GUIDs) of groups, separated by commas");
    SampleSettings.withCallers()
        .with("BROKER_API_CLIENT_ID", zeros)
        .areRefusedFor(
            "BROKER_API_CLIENT_ID: must be the application (client) id (a GUID) of the broker's"
                + " own API");
  }
}
