package io.acsbroker.platform;

import java.util.List;
import java.util.Optional;

/**
 * Requests that Microsoft's host and the local one answer differently.
 *
 * @param reason why that is left so
 * @param requests their names
 */
record KnownDifference(String reason, List<String> requests) {
  private static final List<KnownDifference> ALL =
      List.of(
          new KnownDifference(
              "The JDK's server answers what it cannot parse, with a page, before the local host"
                  + " sees it",
              List.of(
                  "path //",
                  "path /api/%zz",
                  "path /api/%",
                  "path /api/health?x=%zz",
                  "path /api\\health",
                  "path *",
                  "path api/health",
                  "a body of 99999999999999999999, not sent",
                  "a body of -1, not sent",
                  "a body of x, not sent",
                  "header Xabc",
                  "header X abc: 1",
                  "header Xabc : 1",
                  "header : a",
                  "header X(y): 1",
                  "line GET /api/health",
                  "line GET  /api/health HTTP/1.1",
                  "line CONNECT localhost:80 HTTP/1.1",
                  "line OPTIONS * HTTP/1.1",
                  "two lengths",
                  "a length and chunks",
                  "gzip",
                  "gzip, chunked")),
          new KnownDifference(
              "The JDK's server unfolds a folded header, and cuts a fragment off the path",
              List.of("header X-A: b|c", "path /api/health#a")),
          new KnownDifference(
              "The JDK's server asks for a body before anybody wants to read it",
              List.of("a body that is asked for", "a body that nobody asks for")),
          new KnownDifference(
              "The local host reads bodies to their end, also those that no function gets",
              List.of("a bad chunk")),
          new KnownDifference(
              "Of the host's own addresses the local host has those that probes ask for",
              List.of("path /admin/vfs/")));

  static Optional<KnownDifference> of(String request) {
    return ALL.stream().filter(known -> known.requests().contains(request)).findFirst();
  }
}
