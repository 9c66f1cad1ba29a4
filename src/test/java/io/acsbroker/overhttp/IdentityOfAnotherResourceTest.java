package io.acsbroker.overhttp;

import static io.acsbroker.overhttp.CallerFixture.callerToken;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.azure.data.tables.TableClient;
import com.azure.data.tables.TableClientBuilder;
import com.azure.data.tables.models.TableEntity;
import io.acsbroker.azure.AzureHttp;
import io.acsbroker.json.JsonObject;
import io.acsbroker.local.entra.SampleDirectory;
import io.acsbroker.local.entra.SampleUser;
import io.acsbroker.net.BoundedHttp;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Rows of the table whose identity the configured ACS resource has not made: the endpoint was
 * changed, or the table is shared with another broker. ACS answers 401 {@code IdentityNotOwned}.
 *
 * @see <a
 *     href="https://github.com/Azure/azure-sdk-for-js/tree/main/sdk/communication/communication-identity/recordings">
 *     Recordings of the SDK for JavaScript</a>
 */
class IdentityOfAnotherResourceTest {
  private static final SampleUser USER = SampleDirectory.ADELE;
  private static final String FOREIGN = "8:acs:99999999-9999-4999-8999-999999999999_1";
  private static final String ELSEWHERE = "elsewhere.communication.azure.com";
  private static final LogLines LOG = new LogLines();
  private static final TableClient TABLE =
      new TableClientBuilder()
          .connectionString(RunningBroker.CLOUD.table().connectionString())
          .tableName("AcsIdentities")
          .httpClient(new AzureHttp(BoundedHttp.client().build()))
          .buildClient();
  private static RunningBroker broker;

  @BeforeAll
  static void start() {
    broker = CallerFixture.start(Map.of("BROKER_USER_EXCHANGE_LIMIT", "1000"), LOG);
  }

  @AfterAll
  static void close() {
    broker.close();
  }

  @AfterEach
  void removeTheRow() {
    row(Map.of());
    TABLE.deleteEntity(tenant(), USER.objectId());
  }

  private static String tenant() {
    return USER.organisation().tenantId();
  }

  private static void row(Map<String, Object> properties) {
    TABLE.upsertEntity(new TableEntity(tenant(), USER.objectId()).setProperties(properties));
  }

  private static HttpResponse<String> sent(String method, String path) {
    return RunningBroker.send(
        HttpRequest.newBuilder(broker.uri(path))
            .header("Authorization", "Bearer " + callerToken(USER))
            .method(method, BodyPublishers.noBody()));
  }

  private static String granted() {
    HttpResponse<String> response = sent("GET", "/api/token");
    assertEquals(201, response.statusCode(), response.body());
    return RunningBroker.json(response).string("userId").orElseThrow();
  }

  private static void assertRefused(String method, String path) {
    HttpResponse<String> response = sent(method, path);
    assertEquals(502, response.statusCode(), response.body());
    JsonObject body = RunningBroker.json(response);
    assertEquals(Optional.of("identity_of_another_resource"), body.string("code"));
  }

  @Test
  void keepsWhichResourceHasMadeAnIdentity() {
    String identity = granted();
    Map<String, Object> row = TABLE.getEntity(tenant(), USER.objectId()).getProperties();
    assertEquals(identity, row.get("acsIdentity"));
    assertEquals(RunningBroker.CLOUD.acs().endpoint().getAuthority(), row.get("acsResource"));
  }

  @Test
  void makesAnIdentityAnewThatAnotherResourceHasMade() {
    row(Map.of("acsIdentity", FOREIGN, "acsResource", ELSEWHERE));
    assertEquals(404, sent("GET", "/api/user").statusCode());
    String anew = granted();
    assertNotEquals(FOREIGN, anew);
    assertEquals(anew, granted());
    assertTrue(LOG.text().contains("\"acsIdentity\":\"left_behind,made_anew\""), LOG.text());
  }

  @Test
  void removesTheRowOfAnIdentityThatAnotherResourceHasMadeAndSaysThatItStaysThere() {
    row(Map.of("acsIdentity", FOREIGN, "acsResource", ELSEWHERE));
    assertEquals(204, sent("DELETE", "/api/user").statusCode());
    assertEquals(404, sent("GET", "/api/user").statusCode());
    assertTrue(LOG.text().contains("\"acsIdentity\":\"left_behind\""), LOG.text());
  }

  @Test
  void doesNotSayThatTokensOfAnotherResourceAreRevoked() {
    row(Map.of("acsIdentity", FOREIGN, "acsResource", ELSEWHERE));
    assertRefused("POST", "/api/user/revoke");
  }

  static Stream<Map<String, Object>> ours() {
    String resource = RunningBroker.CLOUD.acs().endpoint().getAuthority();
    return Stream.of(
        Map.of("acsIdentity", FOREIGN, "acsResource", resource), Map.of("acsIdentity", FOREIGN));
  }

  /** One wrong endpoint must not renew everybody. */
  @ParameterizedTest
  @CsvSource({"GET, /api/token", "POST, /api/user/revoke", "DELETE, /api/user"})
  void leavesARowAloneThatNamesNoOtherResource(String method, String path) {
    ours()
        .forEach(
            properties -> {
              row(properties);
              assertRefused(method, path);
              assertEquals(
                  FOREIGN, TABLE.getEntity(tenant(), USER.objectId()).getProperty("acsIdentity"));
            });
  }
}
