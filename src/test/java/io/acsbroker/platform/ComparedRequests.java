package io.acsbroker.platform;

import io.acsbroker.local.entra.EntraEmulator;
import io.acsbroker.local.entra.SampleDirectory;
import io.acsbroker.local.entra.TokenOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What is sent to Microsoft's host and to the local one, in this order. */
record ComparedRequests(EntraEmulator entra) {
  static final String TEAMS = "/api/token/teams";
  private static final List<String> METHODS =
      List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW", "get");

  private static final List<String> ROUTES =
      List.of(
          "/api/health",
          "/api/health/ready",
          TEAMS,
          "/api/token/entra",
          "/api/token/teams-phone",
          "/api/token",
          "/api/user",
          "/api/user/revoke",
          "/api/nothing/here",
          "/.well-known/oauth-protected-resource/api/token/teams",
          "/",
          "/elsewhere");

  private static final List<String> PATHS =
      List.of(
          "//",
          "/api",
          "/api/",
          "/api//",
          "/api//token/teams",
          "/api/token//teams",
          "/api/health/",
          "/api/health//",
          "/API/Health",
          "/api/x/../health",
          "/api/./health",
          "/api/health/.",
          "/api/health/ready/..",
          "/../api/health",
          "/api/%2e%2E/api/health",
          "/api/%68ealth",
          "/api%2fhealth",
          "/api/health%2F",
          "/api/health%20",
          "/api/health%5c",
          "/api/hea%00lth",
          "/api/%zz",
          "/api/%",
          "/api/%C3%A9",
          "/api/%ff",
          "/api/%c0%ae%c0%ae/health",
          "/api/he+lth",
          "/api/health;v=1",
          "/api/health?x=1&x=2&y",
          "/api/health?x=%zz",
          "/api/health?",
          "/api\\health",
          "/api/health#a",
          "/favicon.ico",
          "/robots933456.txt",
          "/admin",
          "/admin/host/ping",
          "/admin/host/status",
          "/admin/host/keys",
          "/admin/functions",
          "/admin/functions/Health",
          "/admin/vfs/",
          "/runtime/webhooks",
          "/runtime/webhooks/x",
          "http://localhost/api/health",
          "http://other.example/api/health",
          "*",
          "api/health");

  /** For a broker that takes subject tokens alone. */
  List<WireRequest> direct() {
    return Stream.of(
            routes(), paths(), tokens(), bodies(), OriginRequests.all(), UnusualRequests.all())
        .flatMap(List::stream)
        .toList();
  }

  /** For a broker with callers and ACS identities. */
  List<WireRequest> withCallers() {
    String caller = bearer(TokenOrder.forCaller(SampleDirectory.ADELE));
    String subject =
        "{\"accessToken\":\"" + entra.token(TokenOrder.forUser(SampleDirectory.ADELE)) + "\"}";
    String json = "Content-Type: application/json";
    List<WireRequest> requests = new ArrayList<>(routes());
    for (String step :
        List.of(
            "GET /api/user",
            "POST /api/user",
            "POST /api/user",
            "GET /api/token",
            "POST /api/token",
            "POST /api/user/revoke",
            "DELETE /api/user",
            "DELETE /api/user")) {
      String[] parts = step.split(" ", -1);
      requests.add(WireRequest.of(step + " of Adele's", parts[0], parts[1], caller));
    }
    requests.add(
        WireRequest.of("a caller token with a subject token", "POST", TEAMS, caller, json)
            .withBody(subject));
    requests.add(WireRequest.of("a caller token alone", "POST", TEAMS, caller));
    requests.add(
        WireRequest.of("a token for an hour", "POST", "/api/token", caller, json)
            .withBody("{\"expiresInMinutes\":60}"));
    requests.add(
        WireRequest.of("a token for a minute", "POST", "/api/token", caller, json)
            .withBody("{\"expiresInMinutes\":1}"));
    requests.add(WireRequest.of("the last word on Adele", "DELETE", "/api/user", caller));
    requests.addAll(OriginRequests.all());
    return requests;
  }

  private static List<WireRequest> routes() {
    return ROUTES.stream()
        .flatMap(
            route ->
                METHODS.stream().map(method -> WireRequest.of(method + " " + route, method, route)))
        .toList();
  }

  private static List<WireRequest> paths() {
    return PATHS.stream().map(path -> WireRequest.of("path " + path, "GET", path)).toList();
  }

  private List<WireRequest> tokens() {
    TokenOrder order = TokenOrder.forUser(SampleDirectory.ADELE);
    String good = bearer(order);
    return List.of(
        WireRequest.of("a good token", "POST", TEAMS, good),
        WireRequest.of("a good token, in capitals", "POST", "/API/TOKEN/TEAMS/", good),
        WireRequest.of("a good token, lower case", "POST", TEAMS, good.replace("Bearer", "bearer")),
        WireRequest.of(
            "a good token and spaces", "POST", TEAMS, good.replace("Bearer ", "Bearer   ")),
        WireRequest.of("the same token twice", "POST", TEAMS, good, good),
        WireRequest.of(
            "a token and another scheme", "POST", TEAMS, good, "Authorization: Basic eDp5"),
        WireRequest.of("an empty Authorization", "POST", TEAMS, "Authorization:"),
        WireRequest.of("an empty one and a token", "POST", TEAMS, "Authorization:", good),
        WireRequest.of("Bearer alone", "POST", TEAMS, "Authorization: Bearer"),
        WireRequest.of("garbage", "POST", TEAMS, "Authorization: Bearer a.b.c"),
        WireRequest.of(
            "expired", "POST", TEAMS, bearer(order.withLifetime(Duration.ofSeconds(-90)))),
        WireRequest.of(
            "no licence", "POST", TEAMS, bearer(TokenOrder.forUser(SampleDirectory.MEGAN))),
        WireRequest.of(
            "another tenant", "POST", TEAMS, bearer(TokenOrder.forUser(SampleDirectory.ISAIAH))),
        WireRequest.of("another route's token", "POST", "/api/token/entra", good),
        WireRequest.of("a caller's header", "POST", TEAMS, good, "teams-user-aad-token: a.b.c"),
        WireRequest.of(
            "a trace",
            "POST",
            TEAMS,
            good,
            "traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"),
        WireRequest.of(
            "a token of 20 KB", "POST", TEAMS, "Authorization: Bearer " + "x".repeat(20_000)),
        WireRequest.of(
            "a token of 40 KB", "POST", TEAMS, "Authorization: Bearer " + "x".repeat(40_000)));
  }

  private List<WireRequest> bodies() {
    String good = bearer(TokenOrder.forUser(SampleDirectory.ALEX));
    List<WireRequest> requests = new ArrayList<>();
    for (String type :
        List.of(
            "application/json",
            "application/json; charset=utf-8",
            "application/json; charset=utf-16",
            "application/octet-stream",
            "multipart/form-data; boundary=x",
            "application/x-www-form-urlencoded",
            "text/plain",
            "image/png",
            "nonsense",
            "")) {
      String header = "Content-Type: " + type;
      for (String body : List.of("{}", "", "not json", "--x\r\n\r\n--x--\r\n")) {
        String name = "a body of type " + type + ": " + body.replace("\r\n", "|");
        requests.add(WireRequest.of(name, "POST", TEAMS, good, header).withBody(body));
      }
      requests.add(WireRequest.of("type " + type + " and no length", "POST", TEAMS, good, header));
    }
    String json = "Content-Type: application/json";
    requests.add(WireRequest.of("a body without a type", "POST", TEAMS, good).withBody("{}"));
    requests.add(
        WireRequest.of("a UTF-8 mark", "POST", TEAMS, good, json).withBody("\u00ef\u00bb\u00bf{}"));
    requests.add(
        WireRequest.of("a UTF-16 mark", "POST", TEAMS, good, json).withBody("\u00ff\u00fe{\0}\0"));
    requests.add(
        WireRequest.of("a big-endian mark", "POST", TEAMS, good, json)
            .withBody("\u00fe\u00ff\0{\0}"));
    requests.add(
        WireRequest.of("no UTF-8", "POST", TEAMS, good, json)
            .withBody("{\"clientId\":\"\u00ff\"}"));
    requests.add(WireRequest.of("a NUL", "POST", TEAMS, good, json).withBody("{}\0"));
    for (int size : new int[] {32 * 1024, 32 * 1024 + 1, 64 * 1024, 64 * 1024 + 1, 200 * 1024}) {
      requests.add(
          WireRequest.of("a body of " + size + " bytes", "POST", TEAMS, good, json)
              .withBody("{}" + " ".repeat(size - 2)));
    }
    String tooLarge = "x".repeat(64 * 1024 + 1);
    for (String path : List.of("/api/health", "/api/nothing/here", "/elsewhere", "/")) {
      requests.add(
          WireRequest.of("too large a body to " + path, "POST", path, json).withBody(tooLarge));
    }
    requests.add(
        WireRequest.of(
                "too large a body of a page",
                "POST",
                TEAMS,
                json,
                "Origin: " + OriginRequests.ORIGIN)
            .withBody(tooLarge));
    requests.add(
        WireRequest.raw(
            "too large a body in chunks",
            "POST " + TEAMS + " HTTP/1.1",
            List.of("Host: localhost", good, json, "Transfer-Encoding: chunked"),
            "10001\r\n" + tooLarge + "\r\n0\r\n\r\n"));
    requests.add(
        WireRequest.of("two content types", "POST", TEAMS, good, json, json).withBody("{}"));
    requests.add(WireRequest.of("a body with GET", "GET", "/api/health", json).withBody("{}"));
    requests.add(
        WireRequest.raw(
            "a chunked body",
            "POST " + TEAMS + " HTTP/1.1",
            List.of("Host: localhost", good, json, "Transfer-Encoding: chunked"),
            "2\r\n{}\r\n0\r\n\r\n"));
    requests.add(
        WireRequest.raw(
            "a chunked body for nobody",
            "POST /elsewhere HTTP/1.1",
            List.of("Host: localhost", json, "Transfer-Encoding: chunked"),
            "2\r\n{}\r\n0\r\n\r\n"));
    return requests;
  }

  private String bearer(TokenOrder order) {
    return "Authorization: Bearer " + entra.token(order);
  }
}
