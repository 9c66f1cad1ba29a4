package io.acsbroker.platform;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * An answer as it came over the wire, less what may differ between two answers to one request: the
 * time, who the server is, how the length is told, and ids and tokens that are made for each.
 *
 * @param interim statuses before the last one, such as 100
 * @param status 0 where there was no answer
 * @param headers a line each, names in lower case, in their order
 */
record WireAnswer(List<Integer> interim, int status, Set<String> headers, String body) {
  private static final Set<String> OF_THE_SERVER =
      Set.of("date", "server", "content-length", "transfer-encoding", "connection", "keep-alive");

  /** Reads a text of which each character is a byte. */
  static WireAnswer parse(String text) {
    String rest = text;
    List<Integer> interim = new ArrayList<>();
    while (rest.startsWith("HTTP/1.1 1")) {
      interim.add(status(rest));
      rest = rest.substring(rest.indexOf("\r\n\r\n") + 4);
    }
    int end = rest.indexOf("\r\n\r\n");
    if (end < 0) {
      return new WireAnswer(interim, 0, Set.of(), "");
    }
    List<String> lines = List.of(rest.substring(0, end).split("\r\n", -1));
    String body = rest.substring(end + 4);
    boolean chunked = lines.stream().anyMatch("transfer-encoding: chunked"::equalsIgnoreCase);
    return new WireAnswer(
        interim, status(rest), headers(lines), masked(chunked ? unchunked(body) : body));
  }

  private static int status(String head) {
    return Integer.parseInt(head.split(" ", 3)[1].strip());
  }

  private static Set<String> headers(List<String> lines) {
    Set<String> headers = new TreeSet<>();
    for (String line : lines.subList(1, lines.size())) {
      int colon = line.indexOf(':');
      String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
      if (!OF_THE_SERVER.contains(name)) {
        // Server-Timing has times
        headers.add(name + ":" + line.substring(colon + 1).replaceAll("dur=[0-9.]+", "dur=…"));
      }
    }
    return headers;
  }

  private static String unchunked(String body) {
    StringBuilder text = new StringBuilder();
    int at = 0;
    while (at < body.length()) {
      int lineEnd = body.indexOf("\r\n", at);
      int size = Integer.parseInt(body.substring(at, lineEnd), 16);
      text.append(body, lineEnd + 2, lineEnd + 2 + size);
      at = lineEnd + 2 + size + 2;
    }
    return new String(text.toString().getBytes(ISO_8859_1), UTF_8);
  }

  private static String masked(String body) {
    return body.replaceAll(
            "\"(token|correlationId|expiresOn|refreshOn)\":\"[^\"]+\"", "\"$1\":\"…\"")
        .replaceAll("\"expiresIn\":\\d+", "\"expiresIn\":0")
        .replaceAll("8:acs:[\\w-]+", "8:acs:…");
  }

  /** In one line. */
  @Override
  public String toString() {
    String shown = body.length() > 160 ? body.substring(0, 160) + "…" : body;
    return (interim.isEmpty() ? "" : interim + " ") + status + " " + headers + " " + shown;
  }
}
