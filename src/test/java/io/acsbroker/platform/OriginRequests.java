package io.acsbroker.platform;

import static io.acsbroker.platform.ComparedRequests.TEAMS;

import java.util.ArrayList;
import java.util.List;

/** Requests of pages on other origins, and their preflights. */
final class OriginRequests {
  static final String ORIGIN = "http://localhost:5173";
  static final String SECOND_ORIGIN = "https://app.contoso.example";

  private static final String PREFLIGHT = "Access-Control-Request-Method: POST";

  private OriginRequests() {}

  static List<WireRequest> all() {
    List<WireRequest> requests = new ArrayList<>();
    for (String origin :
        List.of(
            ORIGIN,
            SECOND_ORIGIN,
            "https://evil.example",
            "null",
            ORIGIN + "/",
            "HTTP://LOCALHOST:5173",
            "")) {
      String header = "Origin: " + origin;
      requests.add(WireRequest.of("origin " + origin, "GET", "/api/health", header));
      requests.add(WireRequest.of("a refusal to " + origin, "POST", TEAMS, header));
      requests.add(
          WireRequest.of(
              "preflight of " + origin,
              "OPTIONS",
              TEAMS,
              header,
              PREFLIGHT,
              "Access-Control-Request-Headers: authorization,content-type"));
      requests.add(WireRequest.of("OPTIONS of " + origin, "OPTIONS", TEAMS, header));
      requests.add(WireRequest.of("the home page to " + origin, "GET", "/", header));
      requests.add(WireRequest.of("no page to " + origin, "GET", "/elsewhere", header));
      requests.add(
          WireRequest.of("too long for " + origin, "GET", "/" + "a".repeat(9_000), header));
    }
    String known = "Origin: " + ORIGIN;
    requests.add(WireRequest.of("preflight without headers", "OPTIONS", TEAMS, known, PREFLIGHT));
    requests.add(WireRequest.of("preflight of nowhere", "OPTIONS", "/nowhere", known, PREFLIGHT));
    requests.add(
        WireRequest.of(
            "preflight of a strange method",
            "OPTIONS",
            TEAMS,
            known,
            "Access-Control-Request-Method: BREW"));
    requests.add(WireRequest.of("preflight without an origin", "OPTIONS", TEAMS, PREFLIGHT));
    requests.add(WireRequest.of("a method asked for with GET", "GET", TEAMS, known, PREFLIGHT));
    requests.add(
        WireRequest.of("two origins", "GET", "/api/health", known, "Origin: " + SECOND_ORIGIN));
    requests.add(
        WireRequest.of(
            "a private network",
            "OPTIONS",
            TEAMS,
            known,
            PREFLIGHT,
            "Access-Control-Request-Private-Network: true"));
    return requests;
  }
}
