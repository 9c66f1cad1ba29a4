package io.acsbroker.overhttp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.acsbroker.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Where there is nothing, the answer names what there is in this deployment, and it is there. */
class NotFoundTest {
  private static final Pattern ROUTE =
      Pattern.compile("([A-Z]+(?:, [A-Z]+)*(?: or [A-Z]+)?) (/api/[a-z/-]+)");
  private static final String NOTHING = "There is nothing here. ";
  private static final String IDENTITIES =
      " A user's ACS identity is at GET, POST or DELETE /api/user, its token at GET or POST"
          + " /api/token, and POST /api/user/revoke ends its tokens.";

  private static String exchanges(String methods) {
    return NOTHING
        + "%s /api/token/teams is the exchange of a Teams user,".formatted(methods)
        + " %s /api/token/entra is the exchange of an Entra ID user,".formatted(methods)
        + " %s /api/token/teams-phone is the exchange for Teams Phone.".formatted(methods);
  }

  private static HttpResponse<String> send(RunningBroker broker, String method, String path) {
    return RunningBroker.send(
        HttpRequest.newBuilder(broker.uri(path)).method(method, BodyPublishers.noBody()));
  }

  /** What a 404 says, of which every route takes the methods that it names. */
  private static String detail(RunningBroker broker) {
    HttpResponse<String> response = send(broker, "GET", "/api/nothing");
    assertEquals(404, response.statusCode(), response.body());
    JsonObject problem = RunningBroker.json(response);
    assertEquals(Optional.of("not_found"), problem.string("code"));
    return problem.string("detail").orElseThrow();
  }

  private static void everyRouteIsThere(RunningBroker broker) {
    List<MatchResult> routes = ROUTE.matcher(detail(broker)).results().toList();
    for (MatchResult route : routes) {
      List<String> methods = new ArrayList<>(List.of(route.group(1).split(", | or ", -1)));
      HttpResponse<String> other = send(broker, "PUT", route.group(2));
      assertEquals(405, other.statusCode(), route.group());
      List<String> allowed =
          List.of(other.headers().firstValue("Allow").orElseThrow().split(", ", -1));
      assertEquals(allowed.stream().sorted().toList(), methods.stream().sorted().toList());
    }
  }

  @Test
  void namesTheExchangesOfADirectDeployment() {
    try (RunningBroker broker = RunningBroker.start()) {
      assertEquals(exchanges("POST"), detail(broker));
      everyRouteIsThere(broker);
    }
  }

  @Test
  void namesGetTooWhereThereAreCallers() {
    try (RunningBroker broker =
        CallerFixture.start(
            Map.of(
                "BROKER_IDENTITY_TABLE_CONNECTION_STRING",
                "",
                "BROKER_IDENTITY_TABLE_ENDPOINT",
                ""))) {
      assertEquals(exchanges("GET or POST"), detail(broker));
      everyRouteIsThere(broker);
    }
  }

  @Test
  void namesTheRoutesOfAcsIdentitiesWhereThereIsATable() {
    try (RunningBroker broker = CallerFixture.start(Map.of())) {
      assertEquals(exchanges("GET or POST") + IDENTITIES, detail(broker));
      everyRouteIsThere(broker);
    }
  }

  @Test
  void namesTheExchangesWhereTheSettingsAreWrong() {
    try (RunningBroker broker = CallerFixture.start(Map.of("BROKER_GUESTS", "nobody"))) {
      assertEquals(exchanges("POST"), detail(broker));
    }
  }
}
