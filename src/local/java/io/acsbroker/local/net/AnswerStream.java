package io.acsbroker.local.net;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The answers that go out over one connection. */
final class AnswerStream {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
          .withZone(ZoneOffset.UTC);

  private final OutputStream out;
  private final InstantSource clock;

  /**
   * @param clock what answers are dated by, unless they have a {@code Date} of their own
   */
  AnswerStream(OutputStream out, InstantSource clock) {
    this.out = out;
    this.clock = clock;
  }

  /**
   * Sends as much of an answer as it says itself.
   *
   * @param headOnly whether the client awaits no body
   * @param last whether the connection ends then
   */
  void write(CannedAnswer answer, boolean headOnly, boolean last) throws IOException {
    byte[] body = answer.body().getBytes(UTF_8);
    writeHead(answer, body.length, last);
    if (!headOnly && !isBodiless(answer)) {
      writeBody(body, answer.delivery());
    }
    out.flush();
  }

  private void writeHead(CannedAnswer answer, int length, boolean last) throws IOException {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.put("Date", DATE.format(clock.instant()));
    headers.putAll(answer.headers());
    if (!isBodiless(answer)) {
      boolean chunked = isChunked(answer.delivery());
      headers.put(
          chunked ? "Transfer-Encoding" : "Content-Length",
          chunked ? "chunked" : String.valueOf(length));
    }
    if (last) {
      headers.put("Connection", "close");
    }
    StringBuilder head = new StringBuilder("HTTP/1.1 " + answer.status() + " \r\n");
    headers.forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
    out.write(head.append("\r\n").toString().getBytes(ISO_8859_1));
  }

  /** Whether it ends with its head, whatever the method (RFC 9112, 6.3). */
  private static boolean isBodiless(CannedAnswer answer) {
    return answer.status() == 204 || answer.status() == 304;
  }

  private static boolean isChunked(Delivery delivery) {
    return delivery == Delivery.CHUNKED || delivery == Delivery.ENDLESS;
  }

  private void writeBody(byte[] body, Delivery delivery) throws IOException {
    while (delivery == Delivery.ENDLESS) {
      writeChunk(body);
    }
    if (delivery == Delivery.CHUNKED) {
      writeChunk(body);
      out.write("0\r\n\r\n".getBytes(ISO_8859_1));
      return;
    }
    out.write(body, 0, delivery == Delivery.HALF ? body.length / 2 : body.length);
  }

  private void writeChunk(byte[] chunk) throws IOException {
    out.write((Integer.toHexString(chunk.length) + "\r\n").getBytes(ISO_8859_1));
    out.write(chunk);
    out.write("\r\n".getBytes(ISO_8859_1));
    out.flush();
  }
}
