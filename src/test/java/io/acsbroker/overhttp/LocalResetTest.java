package io.acsbroker.overhttp;

import static io.acsbroker.local.entra.SampleDirectory.ADELE;
import static io.acsbroker.local.entra.SampleDirectory.CONTOSO;
import static io.acsbroker.local.entra.SampleDirectory.HENRIETTA;
import static io.acsbroker.overhttp.CallerFixture.assertGranted;
import static io.acsbroker.overhttp.CallerFixture.bodyless;
import static io.acsbroker.overhttp.CallerFixture.callerToken;
import static io.acsbroker.overhttp.CallerFixture.refused;
import static io.acsbroker.overhttp.LocalRequest.fault;
import static io.acsbroker.overhttp.LocalRequest.reset;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.local.LocalCloud;
import io.acsbroker.local.entra.SampleDirectory;
import io.acsbroker.local.entra.TokenOrder;
import io.acsbroker.token.ExchangeRoute;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people and requests have changed in the local cloud, and that a reset brings it back. */
class LocalResetTest {
  private static final LocalCloud CLOUD = RunningBroker.CLOUD;
  private static RunningBroker broker;

  @BeforeAll
  static void start() {
    broker = CallerFixture.start(CallerFixture.onBehalfOf());
  }

  @AfterAll
  static void close() {
    broker.close();
  }

  /** Other tests leave identities and their rows behind. */
  @BeforeEach
  void forgetOthers() {
    reset();
  }

  @AfterEach
  void resetAll() {
    reset();
  }

  private static HttpRequest.Builder identity(String method, String path) {
    return bodyless(broker, callerToken(ADELE))
        .uri(broker.uri(path))
        .method(method, BodyPublishers.noBody());
  }

  @Test
  void takesIdentitiesAndTheirRowsAway() {
    assertEquals(201, RunningBroker.send(identity("GET", "/api/token")).statusCode());
    assertEquals(1, CLOUD.table().rows(LocalCloud.TABLE));
    reset();
    assertEquals(0, CLOUD.table().rows(LocalCloud.TABLE));
    assertEquals(Set.of(), CLOUD.acs().identities().ids());
    refused(404, "identity_not_found", identity("GET", "/api/user"));
    assertEquals(201, RunningBroker.send(identity("GET", "/api/token")).statusCode());
  }

  @Test
  void takesTheConsentBackThatAnAdministratorHasGiven() {
    String consent =
        "%s/%s/adminconsent?client_id=%s&local_consent=yes"
            .formatted(
                CLOUD.entra().authority(),
                CONTOSO.tenantId(),
                SampleDirectory.BROKER_API_CLIENT_ID);
    RunningBroker.send(HttpRequest.newBuilder(URI.create(consent)));
    assertGranted(HENRIETTA, bodyless(broker, callerToken(HENRIETTA)));
    reset();
    refused(403, "consent_required", bodyless(broker, callerToken(HENRIETTA)));
  }

  @Test
  void bringsFaultsClockAndAssignmentsBack() {
    fault("{\"fault\":\"clock-shifted\",\"seconds\":-9000}");
    fault("{\"fault\":\"acs-access-withdrawn\",\"user\":\"adele@contoso.example\"}");
    CLOUD.acs().assignments().remove(SampleDirectory.FABRIKAM.tenantId());
    reset();
    try (RunningBroker direct = RunningBroker.start()) {
      for (ExchangeRoute route : ExchangeRoute.values()) {
        HttpResponse<String> response =
            RunningBroker.send(
                direct.request(route, order -> order.withUser(SampleDirectory.LIDIA)));
        assertEquals(200, response.statusCode(), response.body());
      }
    }
  }

  @Test
  void bringsTheFirstKeyBack() {
    reset();
    List<String> first = published();
    assertEquals(1, first.size());
    fault("{\"fault\":\"keys-rotated\"}");
    assertEquals(2, published().size());
    fault("{\"fault\":\"keys-replaced\"}");
    assertFalse(published().contains(first.getFirst()));
    reset();
    assertEquals(first, published());
    assertEquals(first.getFirst(), CLOUD.entra().header(TokenOrder.forUser(ADELE)).get("kid"));
  }

  private static List<String> published() {
    URI keys = CLOUD.entra().authority().resolve("/" + CONTOSO.tenantId() + "/discovery/v2.0/keys");
    return RunningBroker.json(RunningBroker.send(HttpRequest.newBuilder(keys)))
        .objects("keys")
        .stream()
        .map(key -> key.string("kid").orElseThrow())
        .toList();
  }

  /** A platform keeps an identity's assertion for a day, whoever signs by then. */
  @Test
  void goesOnTakingWhatALaterKeyHasSigned() {
    fault("{\"fault\":\"keys-ahead\"}");
    String later = RunningBroker.token();
    reset();
    assertTrue(CLOUD.entra().verified(later).isPresent());
  }
}
