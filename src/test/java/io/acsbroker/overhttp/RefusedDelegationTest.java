package io.acsbroker.overhttp;

import static io.acsbroker.local.entra.SampleDirectory.ADELE;
import static io.acsbroker.overhttp.CallerFixture.bodyless;
import static io.acsbroker.overhttp.CallerFixture.callerToken;
import static io.acsbroker.overhttp.CallerFixture.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.json.JsonObject;
import io.acsbroker.local.entra.EntraRefusal;
import io.acsbroker.local.entra.OnBehalfOf;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * Who can mend what Entra refuses on behalf of a user, by the numbers that it gives.
 *
 * @see <a href="https://learn.microsoft.com/entra/identity-platform/reference-error-codes">Error
 *     codes</a>
 * @see <a
 *     href="https://learn.microsoft.com/entra/workload-id/workload-identity-federation-considerations">Federated
 *     credentials: tokens of Entra itself</a>
 */
class RefusedDelegationTest {
  private static final OnBehalfOf ENTRA = RunningBroker.CLOUD.entra().onBehalfOf();
  private static final LogLines LOG = new LogLines();
  private static RunningBroker broker;

  @BeforeAll
  static void start() {
    broker = CallerFixture.start(CallerFixture.onBehalfOf(), LOG);
  }

  @AfterAll
  static void close() {
    broker.close();
  }

  @AfterEach
  void grant() {
    ENTRA.refuse(null);
  }

  static final List<EntraRefusal> DISABLED =
      List.of(EntraRefusal.APPLICATION_DISABLED, EntraRefusal.RESOURCE_DISABLED);

  @ParameterizedTest
  @FieldSource("DISABLED")
  void leavesADisabledApplicationToAnAdministratorOfTheUsersTenant(EntraRefusal refusal) {
    ENTRA.refuse(refusal);
    JsonObject problem = refused(403, "application_disabled", bodyless(broker, callerToken(ADELE)));
    String detail = problem.string("detail").orElseThrow();
    assertTrue(detail.contains("An administrator there can enable it"), detail);
  }

  @Test
  void namesThePermissionThatTheBrokersApplicationLacks() {
    ENTRA.refuse(EntraRefusal.PERMISSION_NOT_LISTED);
    assertReason(
        "PERMISSION_MISSING (HTTP 400, invalid_resource, AADSTS650057",
        "does not have among its permissions Teams.ManageCalls, Teams.ManageChats of Azure"
            + " Communication Services");
  }

  @ParameterizedTest
  @CsvSource({
    "65002, invalid_grant, does not have among its permissions",
    "700211, invalid_client, whose issuer",
    "700212, invalid_client, and audience are those",
    "700213, invalid_client, the object id of the managed identity",
    "7002138, invalid_client, in every letter's case",
    "700222, invalid_client, both have to be of one tenant",
    "700236, invalid_request, both have to be of one tenant",
    "7000222, invalid_client, or one that has expired"
  })
  void tellsTheOperatorWhatToMendInTheLogAlone(int number, String error, String remedy) {
    ENTRA.refuse(new EntraRefusal(400, error, number, "No.", "", ""));
    assertReason("AADSTS" + number, remedy);
  }

  private static void assertReason(String diagnosis, String remedy) {
    JsonObject problem = refused(502, "entra_denied", bodyless(broker, callerToken(ADELE)));
    assertFalse(problem.string("detail").orElseThrow().contains("AADSTS"));
    String id = problem.string("correlationId").orElseThrow();
    String line = LOG.text().lines().filter(it -> it.contains(id)).findFirst().orElse("");
    assertTrue(line.contains(diagnosis), line);
    assertTrue(line.contains(remedy), line);
    assertEquals(
        remedy.contains("permissions"), line.contains("among its permissions"), "one remedy");
  }
}
