package io.acsbroker.local.net;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Where an answer ends, and whether its connection does.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9112">RFC 9112, HTTP/1.1</a>
 */
class AnswerFramingTest {
  private static final CannedAnswer HELLO = CannedAnswer.empty(200).with("X-Is", "it");

  /** RFC 9112, 9.3 and 9.6; RFC 9110, 7.6.1: a list, in letters of any case. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1\r\nConnection: close",
        "HTTP/1.1\r\nConnection: TE, Close",
        "HTTP/1.1\r\nConnection: TE\r\nConnection: close",
        "HTTP/1.0",
        "HTTP/1.0\r\nConnection: keep-alive"
      })
  void endsTheConnectionAfterTheLastRequest(String head) throws IOException {
    assertEquals(
        "HTTP/1.1 200 \r\nConnection: close\r\nContent-Length: 0\r\nX-Is: it\r\n\r\n",
        new RawRequests(it -> HELLO).exchange("GET / " + head + "\r\n\r\n"));
  }

  /** RFC 9110, 9.3.2: the same header fields as for a GET. */
  @Test
  void tellsTheLengthOfABodyThatWasNotAskedFor() throws IOException {
    String head =
        "HTTP/1.1 200 \r\n%sContent-Length: 5\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n";
    assertEquals(
        head.formatted("") + head.formatted("Connection: close\r\n") + "hello",
        twice(CannedAnswer.text(200, "hello"), "HEAD"));
  }

  /** RFC 9110, 15.3.5 and 15.4.5: both end with their head. */
  @ParameterizedTest
  @ValueSource(ints = {204, 304})
  void sendsNoBodyWithAStatusThatHasNone(int status) throws IOException {
    String head = "HTTP/1.1 %d \r\n%sContent-Type: text/plain; charset=utf-8\r\n\r\n";

    assertEquals(
        head.formatted(status, "") + head.formatted(status, "Connection: close\r\n"),
        twice(CannedAnswer.text(status, "hello"), "GET"));
  }

  /** RFC 9112, 6.1. */
  @Test
  void sendsNoneOfAnEndlessBodyThatWasNotAskedFor() throws IOException {
    CannedAnswer endless = HELLO.delivered(Delivery.ENDLESS);

    assertEquals(
        "HTTP/1.1 200 \r\nConnection: close\r\nTransfer-Encoding: chunked\r\nX-Is: it\r\n\r\n",
        new RawRequests(it -> endless).exchange("HEAD / HTTP/1.1\r\n\r\n"));
  }

  /** As the Functions host sends every answer: RFC 9112, 7.1. */
  @Test
  void sendsAWholeBodyInChunksAndKeepsTheConnectionOpen() throws IOException {
    CannedAnswer chunked = CannedAnswer.text(200, "hello").delivered(Delivery.CHUNKED);
    String headers =
        "Content-Type: text/plain; charset=utf-8\r\nTransfer-Encoding: chunked\r\n\r\n";
    String rest = headers + "5\r\nhello\r\n0\r\n\r\n";

    assertEquals(
        "HTTP/1.1 200 \r\n" + rest + "HTTP/1.1 200 \r\nConnection: close\r\n" + rest,
        twice(chunked, "GET"));
  }

  private static String twice(CannedAnswer answer, String method) throws IOException {
    return new RawRequests(it -> answer)
        .exchange(method + " / HTTP/1.1\r\n\r\nGET / HTTP/1.1\r\nConnection: close\r\n\r\n");
  }
}
