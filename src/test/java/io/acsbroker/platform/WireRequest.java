package io.acsbroker.platform;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A request as it goes over the wire, well-formed or not.
 *
 * @param name of it, for people
 * @param text each character of which is a byte
 */
record WireRequest(String name, String text) {
  private static final int TIMEOUT_MS = 5_000;

  /** Nothing more comes, although who waits for the body may keep the connection open. */
  private static final Pattern EMPTY_ANSWER =
      Pattern.compile("(?is)\\r\\ncontent-length: 0\\r\\n.*\\r\\n\\r\\n");

  /** With a {@code Host}, and a connection that ends with the answer. */
  static WireRequest of(String name, String method, String target, String... headers) {
    List<String> all = new ArrayList<>(List.of(headers));
    all.add("Host: localhost");
    return raw(name, method + " " + target + " HTTP/1.1", all, "");
  }

  /** The same with a body and its length. */
  WireRequest withBody(String body) {
    String length = "Content-Length: " + body.length() + "\r\n\r\n";
    return new WireRequest(name, text.substring(0, text.length() - 2) + length + body);
  }

  /** The line and the headers as they are, each character a byte. */
  static WireRequest raw(String name, String line, List<String> headers, String body) {
    List<String> lines = new ArrayList<>(List.of(line));
    lines.addAll(headers);
    lines.add("Connection: close");
    return new WireRequest(name, String.join("\r\n", lines) + "\r\n\r\n" + body);
  }

  /** Sends it to a server of this machine and takes what comes until the answer or it ends. */
  WireAnswer sendTo(URI server) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.getPort())) {
      socket.setSoTimeout(TIMEOUT_MS);
      try {
        socket.getOutputStream().write(text.getBytes(ISO_8859_1));
      } catch (IOException answeredBeforeTheEnd) {
        // What it answered is read all the same
      }
      return WireAnswer.parse(read(socket.getInputStream()));
    }
  }

  private static String read(InputStream in) {
    StringBuilder read = new StringBuilder();
    byte[] buffer = new byte[16_384];
    try {
      for (int size = in.read(buffer); size >= 0; size = in.read(buffer)) {
        read.append(new String(buffer, 0, size, ISO_8859_1));
        if (EMPTY_ANSWER.matcher(read).find()) {
          break;
        }
      }
    } catch (IOException reset) {
      // Whoever ends a connection with bytes unread resets it, after the answer
    }
    return read.toString();
  }

  @Override
  public String toString() {
    return name;
  }
}
