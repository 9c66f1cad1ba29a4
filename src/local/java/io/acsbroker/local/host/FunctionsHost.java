package io.acsbroker.local.host;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Serves the functions of an app on the loopback address, in this process. */
public final class FunctionsHost implements AutoCloseable {
  private static final int BACKLOG = 256;

  static {
    // Read once, by the first server of the process: without it loopback answers are delayed
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final HttpServer server;
  private final ExecutorService threads;

  private FunctionsHost(HttpServer server, ExecutorService threads) {
    this.server = server;
    this.threads = threads;
  }

  /**
   * Serves the functions of an app; what they log goes to standard output, and which of them no
   * request reaches to standard error.
   *
   * @param port 0 for any free one
   * @throws java.net.BindException if the port is taken
   */
  public static FunctionsHost start(FunctionsApp app, int port) throws IOException {
    return start(app, port, CorsPolicy.NONE);
  }

  /** The same, for pages of other origins too. */
  public static FunctionsHost start(FunctionsApp app, int port, CorsPolicy cors)
      throws IOException {
    return start(app, port, new OneLineLog(System.out), cors);
  }

  /** The same, with what functions log given to a handler, from the finest level up. */
  public static FunctionsHost start(FunctionsApp app, int port, Handler log) throws IOException {
    return start(app, port, log, CorsPolicy.NONE);
  }

  static FunctionsHost start(FunctionsApp app, int port, Handler log, CorsPolicy cors)
      throws IOException {
    Routes routes = app.routes();
    routes.hidden().forEach(System.err::println);
    HttpServer server = HttpServer.create(loopback(port), BACKLOG);
    ExecutorService threads =
        Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("invocation-", 0).factory());
    server.setExecutor(threads);
    server.createContext("/", new FunctionsHandler(app, routes, logger(log), cors));
    server.start();
    return new FunctionsHost(server, threads);
  }

  private static InetSocketAddress loopback(int port) throws IOException {
    return new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
  }

  private static Logger logger(Handler log) {
    Logger logger = Logger.getAnonymousLogger();
    logger.setUseParentHandlers(false);
    logger.setLevel(Level.ALL);
    logger.addHandler(log);
    return logger;
  }

  /** {@code http://localhost:<port>}, without a slash at the end. */
  public URI uri() {
    return URI.create("http://localhost:" + server.getAddress().getPort());
  }

  /** Stops listening and closes all connections; invocations under way are not interrupted. */
  @Override
  public void close() {
    server.stop(0);
    threads.shutdown();
  }
}
