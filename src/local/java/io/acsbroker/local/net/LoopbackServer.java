package io.acsbroker.local.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP or HTTPS server on 127.0.0.1 that gives every request to one handler, on a daemon thread
 * of its connection's own. A handler that throws answers 500 with the exception's class name.
 */
public final class LoopbackServer implements AutoCloseable {
  private static final int WAITING_CONNECTIONS = 500;

  /** That of the JDK's own server. */
  private static final Duration IDLE = Duration.ofSeconds(30);

  private final ServerSocket socket;
  private final @Nullable SSLContext tls;
  private final LoopbackHandler handler;
  private final InstantSource clock;
  private final Set<LoopbackConnection> connections = ConcurrentHashMap.newKeySet();
  private final AtomicInteger accepted = new AtomicInteger();
  private final ExecutorService threads =
      Executors.newCachedThreadPool(Thread.ofPlatform().daemon().factory());

  private LoopbackServer(
      int port, @Nullable SSLContext tls, LoopbackHandler handler, InstantSource clock)
      throws IOException {
    this.socket =
        new ServerSocket(
            port,
            WAITING_CONNECTIONS,
            InetAddress.getByAddress("localhost", new byte[] {127, 0, 0, 1}));
    this.tls = tls;
    this.handler = handler;
    this.clock = clock;
    threads.execute(this::accept);
  }

  /** Serves plain HTTP from now on; port 0 is any free one. */
  public static LoopbackServer http(int port, LoopbackHandler handler) throws IOException {
    return http(port, handler, InstantSource.system());
  }

  /** The same, with answers that are dated by this clock. */
  public static LoopbackServer http(int port, LoopbackHandler handler, InstantSource clock)
      throws IOException {
    return new LoopbackServer(port, null, handler, clock);
  }

  /** Serves HTTPS from now on; port 0 is any free one. */
  public static LoopbackServer https(int port, SSLContext tls, LoopbackHandler handler)
      throws IOException {
    return https(port, tls, handler, InstantSource.system());
  }

  /** The same, with answers that are dated by this clock. */
  public static LoopbackServer https(
      int port, SSLContext tls, LoopbackHandler handler, InstantSource clock) throws IOException {
    return new LoopbackServer(port, tls, handler, clock);
  }

  /** The port that it listens on. */
  public int port() {
    return socket.getLocalPort();
  }

  /** How many connections clients have opened. */
  public int accepted() {
    return accepted.get();
  }

  /** Stops at once; requests under way are cut off. */
  @Override
  public void close() {
    closeQuietly(socket);
    connections.forEach(LoopbackServer::closeQuietly);
    threads.shutdownNow();
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        client.setSoTimeout((int) IDLE.toMillis());
        serve(client);
      } catch (IOException closing) {
        // The loop ends where the server has been closed
      }
    }
  }

  private void serve(Socket client) {
    LoopbackConnection connection = new LoopbackConnection(client, tls, handler, clock);
    int unused = accepted.incrementAndGet();
    connections.add(connection);
    try {
      threads.execute(() -> run(connection));
    } catch (RejectedExecutionException | OutOfMemoryError noThread) {
      // The server is being closed, or the machine has no more threads for now
      connections.remove(connection);
      closeQuietly(connection);
    }
    // It came while the server was being closed, which did not see it
    if (socket.isClosed()) {
      closeQuietly(connection);
    }
  }

  private void run(LoopbackConnection connection) {
    try {
      connection.run();
    } finally {
      connections.remove(connection);
    }
  }

  private static void closeQuietly(AutoCloseable open) {
    try {
      open.close();
    } catch (Exception alreadyGone) {
      // Nothing is left to close
    }
  }
}
