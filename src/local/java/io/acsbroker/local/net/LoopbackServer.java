package io.acsbroker.local.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLContext;

/**
 * An HTTP or HTTPS server on 127.0.0.1 that gives every request to one handler, on a daemon thread
 * of its connection's own. A handler that throws answers 500 with the exception's class name.
 */
public final class LoopbackServer implements AutoCloseable {
  private static final int WAITING_CONNECTIONS = 500;

  private final ServerSocket socket;
  private final String scheme;
  private final LoopbackHandler handler;
  private final InstantSource clock;
  private final Set<LoopbackConnection> connections = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads =
      Executors.newCachedThreadPool(Thread.ofPlatform().daemon().factory());

  private LoopbackServer(
      ServerSocket socket, String scheme, LoopbackHandler handler, InstantSource clock) {
    this.socket = socket;
    this.scheme = scheme;
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
    ServerSocket socket = listening(ServerSocketFactory.getDefault(), port);
    return new LoopbackServer(socket, "http", handler, clock);
  }

  /** Serves HTTPS from now on; port 0 is any free one. */
  public static LoopbackServer https(int port, SSLContext tls, LoopbackHandler handler)
      throws IOException {
    return https(port, tls, handler, InstantSource.system());
  }

  /** The same, with answers that are dated by this clock. */
  public static LoopbackServer https(
      int port, SSLContext tls, LoopbackHandler handler, InstantSource clock) throws IOException {
    ServerSocket socket = listening(tls.getServerSocketFactory(), port);
    return new LoopbackServer(socket, "https", handler, clock);
  }

  /** The port that it listens on. */
  public int port() {
    return socket.getLocalPort();
  }

  /** Stops at once; requests under way are cut off. */
  @Override
  public void close() {
    closeQuietly(socket);
    connections.forEach(LoopbackServer::closeQuietly);
    threads.shutdownNow();
  }

  private static ServerSocket listening(ServerSocketFactory factory, int port) throws IOException {
    return factory.createServerSocket(
        port,
        WAITING_CONNECTIONS,
        InetAddress.getByAddress("localhost", new byte[] {127, 0, 0, 1}));
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        serve(socket.accept());
      } catch (IOException | RejectedExecutionException closing) {
        // The loop ends where the server has been closed
      }
    }
  }

  private void serve(Socket accepted) {
    LoopbackConnection connection = new LoopbackConnection(accepted, scheme, handler, clock);
    connections.add(connection);
    try {
      threads.execute(
          () -> {
            connection.run();
            connections.remove(connection);
          });
    } finally {
      // It came while the server was being closed, which did not see it
      if (socket.isClosed()) {
        closeQuietly(connection);
      }
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
