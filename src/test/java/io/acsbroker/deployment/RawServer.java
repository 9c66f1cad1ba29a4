package io.acsbroker.deployment;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntFunction;

/** A server that sends bytes, which need not be HTTP, for each request that it has read. */
final class RawServer implements AutoCloseable {
  private final ServerSocket server;
  private final IntFunction<String> answers;
  private final boolean reads;
  private final List<Socket> connections = new CopyOnWriteArrayList<>();

  /** Closes the connection after each answer; an empty one keeps it open and says nothing. */
  RawServer(IntFunction<String> answers) throws IOException {
    this(answers, true);
  }

  private RawServer(IntFunction<String> answers, boolean reads) throws IOException {
    this.answers = answers;
    this.reads = reads;
    server = new ServerSocket(0, 10, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
    Thread.ofPlatform().daemon().start(this::serve);
  }

  static RawServer always(String answer) throws IOException {
    return new RawServer(request -> answer);
  }

  /** Speaks first, reads nothing, and keeps the connection open. */
  static RawServer greeting(String words) throws IOException {
    return new RawServer(request -> words, false);
  }

  int port() {
    return server.getLocalPort();
  }

  private void serve() {
    try {
      for (int request = 0; !server.isClosed(); request++) {
        serve(server.accept(), answers.apply(request));
      }
    } catch (IOException closed) {
      // The test is over
    }
  }

  private void serve(Socket connection, String answer) throws IOException {
    connections.add(connection);
    if (reads) {
      readHead(connection);
    }
    connection.getOutputStream().write(answer.getBytes(US_ASCII));
    if (reads && !answer.isEmpty()) {
      connection.close();
    }
  }

  private static void readHead(Socket connection) throws IOException {
    BufferedReader head =
        new BufferedReader(new InputStreamReader(connection.getInputStream(), US_ASCII));
    while (!head.readLine().isEmpty()) {
      // Until the empty line
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket connection : connections) {
      connection.close();
    }
  }
}
