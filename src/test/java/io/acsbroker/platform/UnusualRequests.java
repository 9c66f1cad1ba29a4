package io.acsbroker.platform;

import static io.acsbroker.platform.ComparedRequests.TEAMS;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Requests at the limits of a web server, and those that are malformed. */
final class UnusualRequests {
  private UnusualRequests() {}

  static List<WireRequest> all() {
    return Stream.of(sizes(), hosts(), malformed()).flatMap(List::stream).toList();
  }

  private static List<WireRequest> sizes() {
    List<WireRequest> requests = new ArrayList<>();
    for (int size : new int[] {8_172, 8_173, 9_000, 40_000}) {
      requests.add(WireRequest.of("a path of " + size, "GET", "/api/" + "a".repeat(size)));
    }
    int others = "Host: localhost\r\nConnection: close\r\nX-Big: \r\n".length();
    for (int size : new int[] {20_000, 32_768 - others, 32_768 - others + 1, 40_000}) {
      requests.add(
          WireRequest.of(
              "a header of " + size, "GET", "/api/health", "X-Big: " + "x".repeat(size)));
    }
    for (int number : new int[] {98, 99}) {
      String[] headers =
          IntStream.range(0, number).mapToObj(i -> "X-" + i + ": 1").toArray(String[]::new);
      requests.add(WireRequest.of(number + 2 + " headers", "GET", "/api/health", headers));
    }
    for (String length : List.of("120000000", "99999999999999999999", "-1", "x")) {
      requests.add(
          WireRequest.of(
              "a body of " + length + ", not sent", "POST", TEAMS, "Content-Length: " + length));
    }
    requests.add(
        WireRequest.of(
            "a body of 120 MB of no type to nobody",
            "POST",
            "/elsewhere",
            "Content-Length: 120000000"));
    return requests;
  }

  private static List<WireRequest> hosts() {
    String line = "GET /api/health HTTP/1.1";
    return List.of(
        WireRequest.raw("no Host", line, List.of(), ""),
        WireRequest.raw("no Host, HTTP/1.0", "GET /api/health HTTP/1.0", List.of(), ""),
        WireRequest.raw("two Hosts", line, List.of("Host: a", "Host: b"), ""),
        WireRequest.raw("an empty Host", line, List.of("Host:"), ""),
        WireRequest.raw("a Host with a space", line, List.of("Host: a b"), ""),
        WireRequest.raw("a Host with a path", line, List.of("Host: a/b"), ""),
        WireRequest.raw("a Host with a user", line, List.of("Host: a@b"), ""),
        WireRequest.raw("a Host with a port", line, List.of("Host: example.com:99"), ""),
        WireRequest.raw("an IPv6 Host", line, List.of("Host: [::1]:7071"), ""));
  }

  private static List<WireRequest> malformed() {
    List<WireRequest> requests = new ArrayList<>();
    for (String header :
        List.of(
            "X-A: b\r\n c",
            "Xabc",
            "X abc: 1",
            "Xabc : 1",
            "Xabc: a\u0001b",
            "Xabc: a\0b",
            "Xabc: \u00e9",
            ": a",
            "X(y): 1")) {
      requests.add(
          WireRequest.of(
              "header "
                  + header
                      .replaceAll("\\s*\r\n\\s*", "|")
                      .replace('\0', '0')
                      .replace('\u0001', '1'),
              "GET",
              "/api/health",
              header));
    }
    for (String line :
        List.of(
            "GET /api/health",
            "GET /api/health HTTP/2.0",
            "GET /api/health HTTP/1.2",
            "GET  /api/health HTTP/1.1",
            "CONNECT localhost:80 HTTP/1.1",
            "OPTIONS * HTTP/1.1",
            "GE/T /api/health HTTP/1.1")) {
      requests.add(WireRequest.raw("line " + line, line, List.of("Host: localhost"), ""));
    }
    String post = "POST " + TEAMS + " HTTP/1.1";
    requests.add(
        WireRequest.raw(
            "two lengths",
            post,
            List.of("Host: localhost", "Content-Length: 1", "Content-Length: 1"),
            "x"));
    requests.add(
        WireRequest.raw(
            "a length and chunks",
            post,
            List.of("Host: localhost", "Transfer-Encoding: chunked", "Content-Length: 3"),
            "0\r\n\r\n"));
    requests.add(
        WireRequest.raw("gzip", post, List.of("Host: localhost", "Transfer-Encoding: gzip"), ""));
    requests.add(
        WireRequest.raw(
            "gzip, chunked",
            post,
            List.of("Host: localhost", "Transfer-Encoding: gzip, chunked"),
            "0\r\n\r\n"));
    requests.add(
        WireRequest.raw(
            "a bad chunk",
            post,
            List.of("Host: localhost", "Transfer-Encoding: chunked"),
            "zz\r\n"));
    requests.add(
        WireRequest.of("a body that is asked for", "POST", TEAMS, "Expect: 100-continue")
            .withBody("{}"));
    requests.add(
        WireRequest.of("a body that nobody asks for", "POST", "/elsewhere", "Expect: 100-continue")
            .withBody("{}"));
    requests.add(WireRequest.of("another expectation", "GET", "/api/health", "Expect: miracles"));
    return requests;
  }
}
