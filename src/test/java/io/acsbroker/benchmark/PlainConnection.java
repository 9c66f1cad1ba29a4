package io.acsbroker.benchmark;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Locale;
import javax.net.ssl.SSLContext;

/**
 * One connection of a client that is kept alive. It is as plain as HTTP/1.1 allows: a load
 * generator must cost little beside what it measures.
 */
final class PlainConnection implements AutoCloseable {
  private static final int ANSWER_LIMIT_MILLIS = 60_000;
  private static final int NO_CONTENT = 204;

  private final Socket socket;
  private final InputStream in;

  private PlainConnection(Socket socket) throws IOException {
    this.socket = socket;
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(ANSWER_LIMIT_MILLIS);
    in = new BufferedInputStream(socket.getInputStream());
  }

  /** Connects to a port of this machine; throws where nobody listens. */
  static PlainConnection open(int port) throws IOException {
    return new PlainConnection(new Socket(InetAddress.getLoopbackAddress(), port));
  }

  /** The same with TLS. */
  static PlainConnection open(int port, SSLContext tls) throws IOException {
    return new PlainConnection(tls.getSocketFactory().createSocket("localhost", port));
  }

  /** Waits no longer than this for what comes next; whoever waited in vain has to close it. */
  void waitAtMost(int millis) throws IOException {
    socket.setSoTimeout(millis);
  }

  /** The bytes of a POST, each header a line. */
  static byte[] post(String path, String body, String... headers) {
    return request("POST", path, body, headers);
  }

  /** The bytes of a request of any method, each header a line. */
  static byte[] request(String method, String path, String body, String... headers) {
    String head = method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n";
    String lines = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
    int length = body.getBytes(UTF_8).length;
    return (head + lines + "Content-Length: " + length + "\r\n\r\n" + body).getBytes(UTF_8);
  }

  /** Sends a request and reads the answer to its end, which a length or chunks tell. */
  Answer send(byte[] request) throws IOException {
    socket.getOutputStream().write(request);
    String statusLine = line();
    int status = Integer.parseInt(statusLine.split(" ", -1)[1]);
    int length = status == NO_CONTENT ? 0 : -1;
    boolean chunked = false;
    for (String header = line(); !header.isEmpty(); header = line()) {
      String name = header.substring(0, header.indexOf(':')).toLowerCase(Locale.ROOT);
      chunked |= name.equals("transfer-encoding");
      if (name.equals("content-length")) {
        length = Integer.parseInt(header.substring(header.indexOf(':') + 1).strip());
      }
    }
    if (length < 0 && !chunked) {
      throw new IOException("an answer without a length: " + statusLine);
    }
    byte[] body = chunked ? chunks() : bytes(length);
    return new Answer(status, new String(body, UTF_8));
  }

  /** RFC 9112, section 7.1; nobody here sends extensions or trailers. */
  private byte[] chunks() throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
      body.writeBytes(bytes(size));
      line();
    }
    line();
    return body.toByteArray();
  }

  private byte[] bytes(int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("half an answer");
    }
    return bytes;
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder(64);
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("the connection has ended");
      }
      line.append((char) next);
    }
    return line.toString().stripTrailing();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  /** What came back. */
  record Answer(int status, String body) {}
}
