package io.acsbroker.local.net;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/** The requests that come over one connection, each read whole. What is none ends it. */
final class RequestStream {
  private final RequestBytes in;
  private final OutputStream out;
  private final String scheme;
  private final int port;

  /**
   * @param out where a client is told to go on that wants to hear so before it sends a body
   */
  RequestStream(InputStream in, OutputStream out, String scheme, int port) {
    this.in = new RequestBytes(in);
    this.out = out;
    this.scheme = scheme;
    this.port = port;
  }

  /**
   * Waits for the next request; empty where the client has ended the connection between two.
   *
   * @throws MalformedRequestException where what comes is no request
   * @throws IOException where the connection breaks
   */
  Optional<LoopbackRequest> next() throws IOException {
    in.expectLines();
    Optional<String> first = in.line();
    if (first.isPresent() && first.get().isEmpty()) {
      // Some clients send an empty line after a body (RFC 9112, 2.2)
      first = in.line();
    }
    return first.isEmpty() ? Optional.empty() : Optional.of(request(first.get()));
  }

  private LoopbackRequest request(String first) throws IOException {
    RequestHead head = RequestHead.read(first, in);
    RequestBody body = RequestBody.of(head);
    if (!head.values("expect").isEmpty()) {
      out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(ISO_8859_1));
      out.flush();
    }
    return new LoopbackRequest(scheme, port, head, body.read(in));
  }
}
