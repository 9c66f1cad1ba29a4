package io.acsbroker.local.net;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ProtocolException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The requests that come over one connection, each read whole. What is none ends it. */
final class RequestStream {
  private final InputStream in;
  private final OutputStream out;
  private final String scheme;
  private final int port;

  /**
   * @param out where a client is told to go on that wants to hear so before it sends a body
   */
  RequestStream(InputStream in, OutputStream out, String scheme, int port) {
    this.in = new BufferedInputStream(in);
    this.out = out;
    this.scheme = scheme;
    this.port = port;
  }

  /**
   * Waits for the next request; empty where the client has ended the connection between two.
   *
   * @throws IOException where the connection breaks, or what comes is no request of HTTP/1.1
   */
  Optional<LoopbackRequest> next() throws IOException {
    Optional<String> first = line();
    if (first.isEmpty()) {
      return Optional.empty();
    }
    String[] parts = first.get().split(" ", -1);
    if (parts.length != 3 || !parts[2].startsWith("HTTP/1.")) {
      throw new ProtocolException("not a request line");
    }
    Map<String, List<String>> headers = headers();
    return Optional.of(
        new LoopbackRequest(scheme, port, parts[0], target(parts[1]), headers, body(headers)));
  }

  private static URI target(String text) throws ProtocolException {
    try {
      return new URI(text);
    } catch (URISyntaxException notOne) {
      throw new ProtocolException("not a request target");
    }
  }

  private Map<String, List<String>> headers() throws IOException {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    for (String line = inside(); !line.isEmpty(); line = inside()) {
      int colon = line.indexOf(':');
      if (colon <= 0) {
        throw new ProtocolException("not a header");
      }
      headers
          .computeIfAbsent(
              line.substring(0, colon).toLowerCase(Locale.ROOT), name -> new ArrayList<>())
          .add(line.substring(colon + 1).strip());
    }
    headers.replaceAll((name, values) -> List.copyOf(values));
    return Map.copyOf(headers);
  }

  private byte[] body(Map<String, List<String>> headers) throws IOException {
    if (first("expect", headers).isPresent()) {
      out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(ISO_8859_1));
      out.flush();
    }
    if (first("transfer-encoding", headers).isPresent()) {
      return chunks();
    }
    return bytes(number(first("content-length", headers).orElse("0"), 10));
  }

  private static Optional<String> first(String name, Map<String, List<String>> headers) {
    return headers.getOrDefault(name, List.of()).stream().findFirst();
  }

  private byte[] chunks() throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (int size = chunkSize(); size > 0; size = chunkSize()) {
      body.write(bytes(size));
      inside();
    }
    String trailer = inside();
    while (!trailer.isEmpty()) {
      trailer = inside();
    }
    return body.toByteArray();
  }

  private int chunkSize() throws IOException {
    return number(inside().split(";", 2)[0], 16);
  }

  private static int number(String text, int radix) throws ProtocolException {
    try {
      return Integer.parseUnsignedInt(text.strip(), radix);
    } catch (NumberFormatException notOne) {
      throw new ProtocolException("not a length");
    }
  }

  private byte[] bytes(int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException();
    }
    return bytes;
  }

  /** A line within a request, in the middle of which no client ends a connection. */
  private String inside() throws IOException {
    return line().orElseThrow(EOFException::new);
  }

  private Optional<String> line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        return Optional.empty();
      }
      line.write(next);
    }
    return Optional.of(line.toString(ISO_8859_1).stripTrailing());
  }
}
