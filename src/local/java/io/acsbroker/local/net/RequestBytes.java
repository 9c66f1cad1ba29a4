package io.acsbroker.local.net;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** What comes over a connection, by the line or by the number. Lines without an end are refused. */
final class RequestBytes {
  private static final int MOST_IN_LINES = 64 * 1024;

  private final InputStream in;
  private int left;

  RequestBytes(InputStream in) {
    this.in = new BufferedInputStream(in);
  }

  /** Allows for so many lines as a request may have: all until the next call count together. */
  void expectLines() {
    left = MOST_IN_LINES;
  }

  /** The next line without its end; empty where the client has ended the connection. */
  Optional<String> line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = counted(); next != '\n'; next = counted()) {
      if (next < 0) {
        return Optional.empty();
      }
      line.write(next);
    }
    String text = line.toString(ISO_8859_1);
    return Optional.of(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
  }

  private int counted() throws IOException {
    if (left == 0) {
      throw new MalformedRequestException(431, "Too long.");
    }
    left--;
    return in.read();
  }

  /** A line within a request, in the middle of which no client ends a connection. */
  String inside() throws IOException {
    return line().orElseThrow(EOFException::new);
  }

  /** So many bytes. */
  byte[] bytes(int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException();
    }
    return bytes;
  }
}
