package io.acsbroker.config;

import static io.acsbroker.config.SampleSettings.withCallers;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.token.AcsScope;
import io.acsbroker.token.ClientId;
import io.acsbroker.token.TableCredential.ConnectionString;
import io.acsbroker.token.TableCredential.ManagedIdentity;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How users get ACS identities of their own. */
class IdentitySettingsTest {
  private static final String ENDPOINT = "BROKER_IDENTITY_TABLE_ENDPOINT";
  private static final String CONNECTION_STRING = "BROKER_IDENTITY_TABLE_CONNECTION_STRING";
  private static final String ACCOUNT = "https://account.table.core.windows.net";

  private static IdentitySettings settings(SampleSettings sample) {
    return sample.callers().identities().orElseThrow();
  }

  @Test
  void areOffWithoutATable() {
    assertEquals(Optional.empty(), withCallers().callers().identities());
  }

  @Test
  void haveDefaultsForAllButTheTablesAddress() {
    assertEquals(
        new IdentitySettings(
            new ManagedIdentity(URI.create(ACCOUNT), Optional.empty()),
            "AcsIdentities",
            Set.of(AcsScope.VOIP),
            Duration.ofDays(1)),
        settings(withCallers().with(ENDPOINT, ACCOUNT + "/")));
  }

  @Test
  void takeWhatIsSet() {
    String identity = "99999999-9999-4999-8999-999999999999";
    assertEquals(
        new IdentitySettings(
            new ManagedIdentity(
                URI.create("https://localhost:10002/devstoreaccount1"),
                Optional.of(new ClientId(identity))),
            "Mine",
            Set.of(AcsScope.VOIP_JOIN, AcsScope.CHAT_JOIN_LIMITED),
            Duration.ofHours(1)),
        settings(
            withCallers()
                .with(ENDPOINT, "https://localhost:10002/devstoreaccount1")
                .with("AZURE_CLIENT_ID", identity)
                .with("BROKER_IDENTITY_TABLE", "Mine")
                .with("BROKER_IDENTITY_SCOPES", "voip.join, chat.join.limited")
                .with("BROKER_IDENTITY_TOKEN_MINUTES", "60")));
  }

  /**
   * The table service refuses them, one of them since it keeps that name for itself.
   *
   * @see <a
   *     href="https://learn.microsoft.com/rest/api/storageservices/understanding-the-table-service-data-model#table-names">Table
   *     names</a>
   */
  @ParameterizedTest
  @ValueSource(strings = {"tables", "Tables", "1abc", "a-b-c", "ab"})
  void mustBeInATableOfANameThatAzureTakes(String name) {
    withCallers()
        .with(ENDPOINT, ACCOUNT)
        .with("BROKER_IDENTITY_TABLE", name)
        .areRefusedFor(
            "BROKER_IDENTITY_TABLE: must be 3 to 63 letters and digits, a letter first, and not"
                + " tables");
  }

  @Test
  void mayBeInATableWhoseNameBeginsLikeTheOneThatAzureKeeps() {
    assertEquals(
        "tables2",
        settings(withCallers().with(ENDPOINT, ACCOUNT).with("BROKER_IDENTITY_TABLE", "tables2"))
            .table());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DefaultEndpointsProtocol=https;AccountName=a;AccountKey=a2V5;EndpointSuffix=core.windows.net",
        "AccountName=a;AccountKey=a2V5;TableEndpoint=http://127.0.0.1:10002/a"
      })
  void takeAConnectionStringAndDoNotShowIt(String text) {
    IdentitySettings settings = settings(withCallers().with(CONNECTION_STRING, text));
    assertEquals(new ConnectionString(text), settings.storage());
    assertFalse(settings.toString().contains("a2V5"), settings.toString());
  }

  @ParameterizedTest
  @CsvSource({
    "BROKER_IDENTITY_TABLE_ENDPOINT, http://account.table.core.windows.net",
    "BROKER_IDENTITY_TABLE_ENDPOINT, account.table.core.windows.net",
    "BROKER_IDENTITY_TABLE_ENDPOINT, https://user@account.table.core.windows.net",
    "BROKER_IDENTITY_TABLE_ENDPOINT, https://account.table.core.windows.net/a/b",
    "BROKER_IDENTITY_TABLE_ENDPOINT, https://account.table.core.windows.net?sig=x",
    "BROKER_IDENTITY_TABLE_ENDPOINT, https:// nowhere",
    "BROKER_IDENTITY_TABLE_CONNECTION_STRING, AccountName=a;AccountKey=a2V5",
    "BROKER_IDENTITY_TABLE_CONNECTION_STRING, AccountName=a;EndpointSuffix=b",
    "BROKER_IDENTITY_TABLE_CONNECTION_STRING, AccountKey=a2V5;EndpointSuffix=b",
    "BROKER_IDENTITY_TABLE_CONNECTION_STRING, AccountName=a;AccountKey=!;EndpointSuffix=b",
    "BROKER_IDENTITY_TABLE, ab",
    "BROKER_IDENTITY_TABLE, 1table",
    "BROKER_IDENTITY_TABLE, my-table",
    "BROKER_IDENTITY_SCOPES, video",
    "BROKER_IDENTITY_SCOPES, 'voip,,chat'",
    "BROKER_IDENTITY_TOKEN_MINUTES, 59",
    "BROKER_IDENTITY_TOKEN_MINUTES, 1441",
    "BROKER_IDENTITY_TOKEN_MINUTES, -1",
    "BROKER_IDENTITY_TOKEN_MINUTES, abc"
  })
  void refuseWhatTheyCannotUse(String setting, String value) {
    assertRefused(setting, withCallers().with(setting, value));
  }

  private static void assertRefused(String setting, SampleSettings sample) {
    assertEquals(1, sample.problems().size());
    assertTrue(
        sample.problems().getFirst().startsWith(setting + ": must "), sample.problems()::toString);
  }

  @Test
  void refuseTwoCredentials() {
    withCallers()
        .with(ENDPOINT, ACCOUNT)
        .with(CONNECTION_STRING, "AccountName=a;AccountKey=a2V5;EndpointSuffix=b")
        .areRefusedFor(
            CONNECTION_STRING + ": contradicts BROKER_IDENTITY_TABLE_ENDPOINT; set one of the two");
  }

  @ParameterizedTest
  @CsvSource({
    "BROKER_IDENTITY_TABLE_ENDPOINT, https://account.table.core.windows.net",
    "BROKER_IDENTITY_TABLE, Mine",
    "BROKER_IDENTITY_SCOPES, voip",
    "BROKER_IDENTITY_TOKEN_MINUTES, 60"
  })
  void needCallers(String setting, String value) {
    SampleSettings.flat()
        .with(setting, value)
        .areRefusedFor(
            setting
                + ": needs BROKER_API_CLIENT_ID or BROKER_CALLER_ISSUERS, which turn caller tokens on");
  }
}
