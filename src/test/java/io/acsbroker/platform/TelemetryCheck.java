package io.acsbroker.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.json.JsonObject;
import io.acsbroker.local.entra.SampleDirectory;
import io.acsbroker.local.entra.TokenOrder;
import io.acsbroker.platform.Ingestion.Item;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What Application Insights gets of the deployed package: what docs/operations.md speaks of. */
class TelemetryCheck {
  private static final Duration PATIENCE = Duration.ofSeconds(150);
  private static final String EVENTS = "Function.TeamsToken.User";

  private final List<String> secrets = new ArrayList<>();

  private static Map<String, String> toldTo(Ingestion ingestion) {
    return Map.of("APPLICATIONINSIGHTS_CONNECTION_STRING", ingestion.connectionString());
  }

  private static void await(Ingestion ingestion, String... operations) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    for (String operation : operations) {
      while (requests(ingestion, operation).isEmpty()) {
        assertTrue(System.nanoTime() < end, "nothing came of " + operation);
        Thread.sleep(500);
      }
    }
  }

  private static List<Item> of(Ingestion ingestion, String operation) {
    return ingestion.items().stream().filter(it -> it.operation().equals(operation)).toList();
  }

  private static List<Item> requests(Ingestion ingestion, String operation) {
    return of(ingestion, operation).stream()
        .filter(item -> item.kind().equals("AppRequests"))
        .toList();
  }

  private String secret(PlatformFixture fixture, TokenOrder order) {
    String token = fixture.cloud().entra().token(order);
    secrets.add(token);
    secrets.add(token.substring(token.lastIndexOf('.') + 1));
    return token;
  }

  /** A request for each outcome, by the code of its answer; each has a trace of its own. */
  private Map<String, String> tokens(PlatformFixture fixture) {
    TokenOrder adele = TokenOrder.forUser(SampleDirectory.ADELE);
    Map<String, String> tokens = new LinkedHashMap<>();
    tokens.put("granted", secret(fixture, adele));
    tokens.put("token_expired", secret(fixture, adele.withLifetime(Duration.ofSeconds(-90))));
    tokens.put("insufficient_scope", secret(fixture, adele.withScopes("Teams.ManageCalls")));
    tokens.put(
        "client_not_allowed",
        secret(fixture, adele.withClientId("11111111-1111-4111-8111-111111111111")));
    tokens.put("tenant_not_allowed", secret(fixture, TokenOrder.forUser(SampleDirectory.ISAIAH)));
    tokens.put("teams_license_missing", secret(fixture, TokenOrder.forUser(SampleDirectory.MEGAN)));
    tokens.put("token_invalid", secret(fixture, adele) + "x");
    return tokens;
  }

  private static String operation(int number) {
    return "4bf92f3577b34da6a3ce929d0e0e47" + (10 + number);
  }

  @Test
  void getsAnEventForEachRequestInTheClientsOperation() throws Exception {
    try (PlatformFixture fixture = PlatformFixture.start();
        Ingestion ingestion = new Ingestion();
        MicrosoftHost host =
            MicrosoftHost.run(PlatformFixture.PACKAGE, fixture.settings(toldTo(ingestion)))) {
      List<Map.Entry<String, String>> tokens = List.copyOf(tokens(fixture).entrySet());
      for (int i = 0; i < tokens.size(); i++) {
        boolean granted = tokens.get(i).getKey().equals("granted");
        assertEquals(granted, asks(host, tokens.get(i).getValue(), operation(i)));
      }
      await(ingestion, operation(0), operation(tokens.size() - 1));
      for (int i = 0; i < tokens.size(); i++) {
        assertItems(tokens.get(i).getKey(), of(ingestion, operation(i)));
      }
      assertHoldsNoSecret(fixture, ingestion.text());
    }
  }

  /** Sends a token, and tells whether one came back. */
  private boolean asks(MicrosoftHost host, String token, String operation) throws Exception {
    HttpRequest.Builder request =
        PlatformFixture.exchange(host.uri(), token)
            .header("traceparent", "00-" + operation + "-00f067aa0ba902b7-01");
    HttpResponse<String> response = PlatformFixture.send(request);
    Optional<String> issued = JsonObject.parse(response.body()).flatMap(it -> it.string("token"));
    issued.ifPresent(secrets::add);
    return issued.isPresent();
  }

  /** Two items: the event and the request, and not the worker's own trace. */
  private static void assertItems(String code, List<Item> items) {
    assertEquals(2, items.size(), items::toString);
    List<Item> events =
        items.stream().filter(item -> item.message().startsWith("{\"event\":\"request\"")).toList();
    assertEquals(1, events.size(), items::toString);
    Item event = events.getFirst();
    assertEquals("AppTraces", event.kind());
    assertEquals(EVENTS, event.category());
    assertEquals("Warning", event.severity());
    Optional<JsonObject> json = JsonObject.parse(event.message());
    assertEquals(Optional.of(code), json.flatMap(it -> it.string("code")), event.message());
  }

  private void assertHoldsNoSecret(PlatformFixture fixture, String sent) {
    SampleDirectory.users()
        .forEach(user -> secrets.addAll(List.of(user.objectId(), user.userName())));
    secrets.add(fixture.cloud().identity().secret());
    // How signed tokens begin; "eyJ" alone may stand in a random id
    secrets.addAll(List.of("eyJhbGciO", "eyJ0eXAiO", "eyJraWQiO", "eyJ4NXQiO"));
    for (String secret : secrets) {
      assertFalse(sent.contains(secret), "a secret was sent");
    }
  }

  /** Ten of a minute's, and one for all others, which comes when no request is there to log it. */
  @Test
  void getsElevenLinesOfAFloodWithoutTokens() throws Exception {
    int flood = 60;
    try (PlatformFixture fixture = PlatformFixture.start();
        Ingestion ingestion = new Ingestion();
        MicrosoftHost host =
            MicrosoftHost.run(PlatformFixture.PACKAGE, fixture.settings(toldTo(ingestion)))) {
      for (int i = 0; i < flood; i++) {
        assertFalse(asks(host, "", operation(0)));
      }
      long end = System.nanoTime() + PATIENCE.toNanos();
      while (ingestion.items().stream().noneMatch(TelemetryCheck::standsForOthers)) {
        assertTrue(System.nanoTime() < end, "nothing was said of what was left out");
        Thread.sleep(500);
      }
      List<Item> traces =
          ingestion.items().stream()
              .filter(item -> item.message().contains("TeamsToken"))
              .filter(item -> item.kind().equals("AppTraces"))
              .toList();
      assertEquals(11, traces.size(), traces::toString);
      assertEquals(10, traces.stream().filter(it -> it.category().equals(EVENTS)).count());
      Item late = traces.stream().filter(TelemetryCheck::standsForOthers).findFirst().orElseThrow();
      assertEquals("Host.Function.Console", late.category());
      assertEquals(
          Optional.of(flood - 11L),
          JsonObject.parse(late.message()).flatMap(it -> it.integer("suppressed")));
    }
  }

  private static boolean standsForOthers(Item item) {
    return item.message().contains("\"suppressed\":");
  }

  @Test
  void getsOneTraceOfAWrongSetting() throws Exception {
    try (PlatformFixture fixture = PlatformFixture.start();
        Ingestion ingestion = new Ingestion()) {
      Map<String, String> wrong = new LinkedHashMap<>(toldTo(ingestion));
      wrong.put("ENTRA_TENANT_IDS", "everybody");
      try (MicrosoftHost host =
          MicrosoftHost.run(PlatformFixture.PACKAGE, fixture.settings(wrong))) {
        assertFalse(asks(host, fixture.token(), operation(0)));
        await(ingestion, operation(0));
      }
      List<Item> settings =
          ingestion.items().stream()
              .filter(item -> item.message().contains("ENTRA_TENANT_IDS"))
              .filter(item -> !item.message().startsWith("{"))
              .toList();
      assertEquals(1, settings.size(), settings::toString);
      assertEquals("Error", settings.getFirst().severity());
      assertEquals("Host.Function.Console", settings.getFirst().category());
      assertTrue(settings.getFirst().message().startsWith("SEVERE: Setting ENTRA_TENANT_IDS"));
      assertEquals(
          List.of(),
          ingestion.items().stream()
              .filter(item -> item.message().matches(".*io\\.acsbroker\\..*(lambda|Broker).*"))
              .toList());
      assertFalse(ingestion.text().contains("everybody"), "a setting's value was sent");
    }
  }
}
