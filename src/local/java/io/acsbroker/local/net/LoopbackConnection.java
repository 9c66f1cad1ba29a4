package io.acsbroker.local.net;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Serves the requests of one connection, one after the other, until either side ends it. The JDK's
 * own server would date every answer by the machine's clock, which is not that of the emulators.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9112">RFC 9112, HTTP/1.1</a>
 */
final class LoopbackConnection implements Runnable, AutoCloseable {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
          .withZone(ZoneOffset.UTC);

  private final Socket socket;
  private final String scheme;
  private final LoopbackHandler handler;
  private final InstantSource clock;

  /**
   * @param clock what answers are dated by, unless they have a {@code Date} of their own
   */
  LoopbackConnection(Socket socket, String scheme, LoopbackHandler handler, InstantSource clock) {
    this.socket = socket;
    this.scheme = scheme;
    this.handler = handler;
    this.clock = clock;
  }

  @Override
  public void run() {
    try (socket) {
      socket.setTcpNoDelay(true);
      OutputStream out = new BufferedOutputStream(socket.getOutputStream());
      RequestStream requests = new RequestStream(socket.getInputStream(), out, scheme, port());
      boolean open = true;
      while (open) {
        Optional<LoopbackRequest> request = requests.next();
        open = request.isPresent() && serve(request.get(), out);
      }
    } catch (IOException gone) {
      // The client has left, or the server is being closed
    }
  }

  private int port() {
    return socket.getLocalPort();
  }

  /** Ends the connection at once. */
  @Override
  public void close() throws IOException {
    socket.close();
  }

  /** Returns whether the connection serves more requests. */
  private boolean serve(LoopbackRequest request, OutputStream out) throws IOException {
    CannedAnswer answer = answer(request);
    if (answer.delivery() == Delivery.NOTHING) {
      return false;
    }
    byte[] body = answer.body().getBytes(UTF_8);
    boolean endless = answer.delivery() == Delivery.ENDLESS;
    boolean last = request.header("connection").filter("close"::equalsIgnoreCase).isPresent();
    boolean bodiless = request.method().equals("HEAD");
    writeHead(answer, endless, bodiless ? 0 : body.length, last, out);
    while (endless) {
      writeChunk(body, out);
    }
    int sent = answer.delivery() == Delivery.HALF ? body.length / 2 : body.length;
    out.write(body, 0, bodiless ? 0 : sent);
    out.flush();
    return answer.delivery() == Delivery.WHOLE && !last;
  }

  private CannedAnswer answer(LoopbackRequest request) {
    try {
      CannedAnswer answer = handler.answer(request);
      Thread.sleep(answer.delay());
      return answer;
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
      return CannedAnswer.empty(503);
    } catch (Exception e) {
      return CannedAnswer.text(500, e.getClass().getName());
    }
  }

  private void writeHead(
      CannedAnswer answer, boolean endless, int length, boolean last, OutputStream out)
      throws IOException {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.put("Date", DATE.format(clock.instant()));
    headers.putAll(answer.headers());
    if (endless) {
      headers.put("Transfer-Encoding", "chunked");
    } else if (answer.status() != 204 && answer.status() != 304) {
      headers.put("Content-Length", String.valueOf(length));
    }
    if (last) {
      headers.put("Connection", "close");
    }
    StringBuilder head = new StringBuilder("HTTP/1.1 " + answer.status() + " \r\n");
    headers.forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
    out.write(head.append("\r\n").toString().getBytes(ISO_8859_1));
  }

  private static void writeChunk(byte[] chunk, OutputStream out) throws IOException {
    out.write((Integer.toHexString(chunk.length) + "\r\n").getBytes(ISO_8859_1));
    out.write(chunk);
    out.write("\r\n".getBytes(ISO_8859_1));
    out.flush();
  }
}
