package io.acsbroker.local.net;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * Serves the requests of one connection, one after the other, until either side ends it. The JDK's
 * own server would date every answer by the machine's clock, which is not that of the emulators.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9112">RFC 9112, HTTP/1.1</a>
 */
final class LoopbackConnection implements Runnable, AutoCloseable {
  private static final Duration FAREWELL = Duration.ofSeconds(1);
  private static final int MOST_UNREAD = 1024 * 1024;

  private final Socket plain;
  private final @Nullable SSLContext tls;
  private final LoopbackHandler handler;
  private final InstantSource clock;

  /**
   * @param plain whose read timeout says for how long the client may be idle
   * @param tls what the client speaks over it, if anything
   * @param clock what answers are dated by, unless they have a {@code Date} of their own
   */
  LoopbackConnection(
      Socket plain, @Nullable SSLContext tls, LoopbackHandler handler, InstantSource clock) {
    this.plain = plain;
    this.tls = tls;
    this.handler = handler;
    this.clock = clock;
  }

  @Override
  public void run() {
    try (plain;
        Socket socket = tls == null ? plain : secured(tls)) {
      plain.setTcpNoDelay(true);
      OutputStream out = new BufferedOutputStream(socket.getOutputStream());
      String scheme = tls == null ? "http" : "https";
      serve(
          new RequestStream(socket.getInputStream(), out, scheme, plain.getLocalPort()),
          new AnswerStream(out, clock),
          socket);
    } catch (IOException gone) {
      // The client has left or sleeps, or the server is being closed
    }
  }

  private Socket secured(SSLContext context) throws IOException {
    SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(plain, null, true);
    socket.setUseClientMode(false);
    return socket;
  }

  /** Ends the connection at once: TLS would first say farewell to a client that may not read. */
  @Override
  public void close() throws IOException {
    plain.close();
  }

  private void serve(RequestStream requests, AnswerStream answers, Socket socket)
      throws IOException {
    try {
      boolean open = true;
      while (open) {
        Optional<LoopbackRequest> request = requests.next();
        open = request.isPresent() && serve(request.get(), answers);
      }
    } catch (MalformedRequestException refused) {
      answers.write(refused.answer(), false, true);
      endGently(socket);
    }
  }

  /** Takes what still comes, with which the answer would be lost (RFC 9112, 9.6). */
  private void endGently(Socket socket) throws IOException {
    socket.shutdownOutput();
    plain.setSoTimeout((int) FAREWELL.toMillis());
    socket.getInputStream().skipNBytes(MOST_UNREAD);
  }

  /** Returns whether the connection serves more requests. */
  private boolean serve(LoopbackRequest request, AnswerStream answers) throws IOException {
    CannedAnswer answer = answer(request);
    if (answer.delivery() == Delivery.NOTHING) {
      return false;
    }
    boolean last = request.isLast() || answer.delivery() == Delivery.ENDLESS;
    answers.write(answer, request.method().equals("HEAD"), last);
    return answer.delivery() != Delivery.HALF && !last;
  }

  private CannedAnswer answer(LoopbackRequest request) {
    try {
      CannedAnswer answer = handler.answer(request);
      Thread.sleep(answer.delay());
      return answer;
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
      return CannedAnswer.empty(503);
    } catch (Throwable thrown) {
      // An error too: the client of a handler that asserts something would wait in vain
      return CannedAnswer.text(500, thrown.getClass().getName());
    }
  }
}
