package io.acsbroker.processes;

import static io.acsbroker.processes.FirstRequest.Way.TEAMS;
import static io.acsbroker.processes.FirstRequest.Way.USER_TOKEN;
import static io.acsbroker.processes.FirstRequest.Way.WARM_UP;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.local.LocalCloud;
import io.acsbroker.local.entra.EntraResource;
import io.acsbroker.local.entra.SampleDirectory;
import io.acsbroker.local.entra.TokenOrder;
import java.io.IOException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a start loads and asks for until the first answer is there, which has been waited for all
 * the while, and what it leaves for later.
 */
@Tag("slow")
class FirstAnswerIT {
  private static final String MSAL4J = "com.microsoft.aad.msal4j.";
  private static final String IDENTITY = "com.azure.identity.";
  private static final String TABLES = "com.azure.data.tables.";
  private static final String METRICS = "io.opentelemetry.";

  /** Nobody is refused on the way to a token. */
  private static final String REFUSALS = "io.acsbroker.outcome.Refus";

  /** 340 to 362 when counted; each takes time of the one processor, and a lambda is one too. */
  private static final int MOST_OF_BROKER = 370;

  /** 195 when it was counted: reading the request, the policy and the event are not rehearsed. */
  private static final int MOST_AFTER_WARM_UP = 220;

  @AutoClose private LocalCloud cloud;

  @BeforeEach
  void start() throws IOException {
    cloud = LocalCloud.start(0, InstantSource.system());
  }

  /** How many requests there were to whom. */
  private record Asked(int keys, int identity, int onBehalfOf, int exchanges, int table) {}

  private Asked asked() {
    return new Asked(
        cloud.entra().keyRequests(),
        cloud.identity().requests(),
        cloud.entra().onBehalfOf().requests(),
        cloud.acs().exchanges(),
        cloud.table().requests());
  }

  private static void assertNone(String library, List<String> loaded) {
    assertEquals(List.of(), LoadedClasses.of(library, loaded));
  }

  private static void assertSome(String library, List<String> loaded) {
    assertFalse(LoadedClasses.of(library, loaded).isEmpty(), library);
  }

  private static void assertAtMost(int most, List<String> loaded) {
    assertTrue(loaded.size() <= most, () -> loaded.size() + ": " + String.join("\n", loaded));
  }

  private Map<String, String> withConnectionString(Map<String, String> settings) {
    Map<String, String> changed = new HashMap<>(settings);
    changed.remove("COMMUNICATION_SERVICES_ENDPOINT");
    changed.put("COMMUNICATION_SERVICES_CONNECTION_STRING", cloud.acs().connectionString());
    return changed;
  }

  private String subjectToken() {
    return cloud.entra().token(TokenOrder.forUser(SampleDirectory.ADELE));
  }

  private String callerToken() {
    return cloud.entra().token(TokenOrder.forUser(SampleDirectory.ADELE, EntraResource.BROKER_API));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void ofTeamsWithAnAccessKeyNeedsNeitherAnIdentityNorTablesNorMetrics(int processors)
      throws Exception {
    LoadedClasses loaded =
        LoadedClasses.of(
            cloud,
            withConnectionString(cloud.settings()),
            processors,
            TEAMS,
            WARM_UP,
            subjectToken());
    for (String library : List.of(IDENTITY, MSAL4J, TABLES, METRICS, REFUSALS)) {
      assertNone(library, loaded.first());
    }
    assertAtMost(MOST_OF_BROKER, LoadedClasses.ofBroker(loaded.first()));
    assertSome(METRICS, loaded.second());
    assertEquals(new Asked(2, 0, 0, 1, 0), asked());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void ofTeamsWithAManagedIdentityNeedsNeitherTablesNorMetrics(int processors) throws Exception {
    LoadedClasses loaded =
        LoadedClasses.of(cloud, cloud.settings(), processors, TEAMS, WARM_UP, subjectToken());
    assertNone(TABLES, loaded.first());
    assertNone(METRICS, loaded.first());
    assertAtMost(MOST_OF_BROKER, LoadedClasses.ofBroker(loaded.first()));
    assertSome(METRICS, loaded.second());
    assertEquals(new Asked(2, 1, 0, 1, 0), asked());
  }

  @Test
  void onBehalfOfAUserNeedsNeitherTablesNorMetricsAndLeavesThemForLater() throws Exception {
    LoadedClasses loaded =
        LoadedClasses.of(cloud, cloud.settingsOnBehalfOf(), 1, TEAMS, WARM_UP, callerToken());
    assertSome(MSAL4J, loaded.first());
    assertNone(TABLES, loaded.first());
    assertNone(METRICS, loaded.first());
    assertSome(TABLES, loaded.second());
    assertSome(METRICS, loaded.second());
    // One token of the identity for ACS, and one that msal4j shows Entra; the table is not asked
    assertEquals(new Asked(2, 2, 1, 1, 0), asked());
  }

  @Test
  void ofAnIdentityNeedsNothingOfWhatIsOnBehalfOfUsersAndNoMetrics() throws Exception {
    Map<String, String> settings = withConnectionString(cloud.settingsOnBehalfOf());
    settings.remove("BROKER_IDENTITY_TABLE_ENDPOINT");
    settings.put("BROKER_IDENTITY_TABLE_CONNECTION_STRING", cloud.table().connectionString());
    LoadedClasses loaded = LoadedClasses.of(cloud, settings, 1, USER_TOKEN, WARM_UP, callerToken());
    assertNone(MSAL4J, loaded.first());
    assertNone(METRICS, loaded.first());
    assertSome(TABLES, loaded.first());
    assertSome(MSAL4J, loaded.second());
    assertEquals(0, asked().exchanges());
    assertEquals(0, asked().onBehalfOf());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void leavesNothingForLaterWhereAnInstanceIsWarmedUp(int processors) throws Exception {
    LoadedClasses loaded =
        LoadedClasses.of(
            cloud, cloud.settingsOnBehalfOf(), processors, WARM_UP, TEAMS, callerToken());
    for (String library : List.of(IDENTITY, MSAL4J, TABLES, METRICS)) {
      assertSome(library, loaded.first());
    }
    assertAtMost(MOST_AFTER_WARM_UP, loaded.second());
    // The keys and both tokens of the identity were there when the request came
    assertEquals(new Asked(2, 2, 1, 1, 0), asked());
  }
}
