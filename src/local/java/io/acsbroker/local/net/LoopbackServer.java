package io.acsbroker.local.net;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;

/**
 * An HTTP or HTTPS server on 127.0.0.1 that gives every request to one handler, each on a daemon
 * thread of its own. A handler that throws answers 500 with the exception's class name.
 */
public final class LoopbackServer implements AutoCloseable {
  /** A length of which {@link HttpExchange} makes chunks, as many as are written. */
  private static final int CHUNKED = 0;

  static {
    // Read once, by the first server of the process: without it loopback answers are delayed
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final HttpServer server;
  private final ExecutorService threads;

  private LoopbackServer(HttpServer server, LoopbackHandler handler) {
    this.server = server;
    this.threads = Executors.newCachedThreadPool(Thread.ofPlatform().daemon().factory());
    server.setExecutor(threads);
    server.createContext("/", exchange -> serve(exchange, handler));
    server.start();
  }

  /** Serves plain HTTP from now on; port 0 is any free one. */
  public static LoopbackServer http(int port, LoopbackHandler handler) throws IOException {
    return new LoopbackServer(HttpServer.create(loopback(port), 0), handler);
  }

  /** Serves HTTPS from now on; port 0 is any free one. */
  public static LoopbackServer https(int port, SSLContext tls, LoopbackHandler handler)
      throws IOException {
    HttpsServer server = HttpsServer.create(loopback(port), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(tls));
    return new LoopbackServer(server, handler);
  }

  /** The port that it listens on. */
  public int port() {
    return server.getAddress().getPort();
  }

  /** Stops at once; requests under way are cut off. */
  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private static InetSocketAddress loopback(int port) throws IOException {
    return new InetSocketAddress(
        InetAddress.getByAddress("localhost", new byte[] {127, 0, 0, 1}), port);
  }

  private static void serve(HttpExchange exchange, LoopbackHandler handler) throws IOException {
    try (exchange) {
      send(exchange, answer(exchange, handler));
    }
  }

  private static CannedAnswer answer(HttpExchange exchange, LoopbackHandler handler)
      throws IOException {
    LoopbackRequest request = LoopbackRequest.read(exchange);
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

  private static void send(HttpExchange exchange, CannedAnswer answer) throws IOException {
    answer.headers().forEach(exchange.getResponseHeaders()::set);
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    boolean bodiless = body.length == 0 || exchange.getRequestMethod().equals("HEAD");
    if (answer.delivery() == Delivery.NOTHING) {
      // Closing an exchange that has not been answered closes its connection
      return;
    }
    if (answer.delivery() == Delivery.ENDLESS) {
      exchange.sendResponseHeaders(answer.status(), CHUNKED);
      while (true) {
        exchange.getResponseBody().write(body);
      }
    }
    exchange.sendResponseHeaders(answer.status(), bodiless ? -1 : body.length);
    if (!bodiless) {
      int sent = answer.delivery() == Delivery.HALF ? body.length / 2 : body.length;
      exchange.getResponseBody().write(body, 0, sent);
      exchange.getResponseBody().flush();
    }
  }
}
