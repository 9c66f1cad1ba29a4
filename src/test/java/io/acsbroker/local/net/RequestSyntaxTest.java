package io.acsbroker.local.net;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is no request is told so with a status, and ends its connection.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9112">RFC 9112, HTTP/1.1</a>
 */
class RequestSyntaxTest {
  private static final String LAST = "Connection: close\r\n\r\n";
  private final RawRequests server = RawRequests.echo();

  /** RFC 9110, 8.6: digits and nothing else, of any length, with no room for an overflow. */
  @ParameterizedTest
  @ValueSource(
      strings = {"4294967295", "99999999999999999999", "16777217", "-1", "+1", "0x1", "", "1, 1"})
  void refusesALengthThatIsNoneOrTooGreat(String length) throws IOException {
    server.refuses(
        "POST / HTTP/1.1\r\nContent-Length: " + length + "\r\n\r\n", 400, "Not a length.\n");
  }

  /** RFC 9112, 7.1: a chunk begins with its size in hexadecimal digits, and ends with its line. */
  @ParameterizedTest
  @ValueSource(strings = {"ffffffff", "fffffffffffffffff", "-1", "1000001", "", "x"})
  void refusesAChunkWhoseSizeIsNoneOrTooGreat(String size) throws IOException {
    server.refuses(chunked(size + "\r\n"), 400, "Not a length.\n");
  }

  @Test
  void refusesAChunkThatIsLongerThanItsSize() throws IOException {
    server.refuses(chunked("1\r\nabc\r\n0\r\n\r\n"), 400, "Not a chunk.\n");
  }

  @Test
  void refusesChunksThatAreTooManyTogether() throws IOException {
    String most = "1000000\r\n" + "a".repeat(16 * 1024 * 1024) + "\r\n";

    server.refuses(chunked(most + "1\r\n"), 400, "Not a length.\n");
  }

  /** RFC 9112, 6.3: whoever believes the one of two lengths takes the rest for a request. */
  @Test
  void refusesTwoLengths() throws IOException {
    server.refuses(
        "POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
        400,
        "Not a length.\n");
  }

  @Test
  void takesOneLengthThatIsSentTwice() throws IOException {
    String request = "POST / HTTP/1.1\r\nContent-Length: 2\r\nContent-Length: 2\r\n" + LAST;

    assertEquals(answer("POST / ab"), server.exchange(request + "ab"));
  }

  /** RFC 9112, 6.1 and 6.3: smuggled otherwise. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n",
        "POST / HTTP/1.1\r\nTransfer-Encoding: gzip\r\n",
        "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: gzip\r\n",
        "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n"
      })
  void refusesATransferEncodingOfWhichTheEndIsUncertain(String head) throws IOException {
    server.refuses(head + "\r\n0\r\n\r\n", 400, "Not a transfer encoding.\n");
  }

  /** RFC 6585, 5. */
  @Test
  void refusesAHeadThatIsTooLong() throws IOException {
    String line = "X-Long: " + "a".repeat(16 * 1024) + "\r\n";

    server.refuses("GET / HTTP/1.1\r\n" + line.repeat(4), 431, "Too long.\n");
  }

  @Test
  void refusesALineWithoutAnEnd() throws IOException {
    server.refuses("GET / HTTP/1.1\r\nX-Long: " + "a".repeat(70_000), 431, "Too long.\n");
    server.refuses("GET /" + "a".repeat(70_000), 431, "Too long.\n");
    server.refuses(chunked("1;" + "a".repeat(70_000)), 431, "Too long.\n");
    server.refuses(chunked("0\r\n" + "a: b\r\n".repeat(12_000)), 431, "Too long.\n");
  }

  @Test
  void takesAHeadThatIsNotTooLongAfterAnother() throws IOException {
    String request = "GET / HTTP/1.1\r\nX-Long: " + "a".repeat(40_000) + "\r\n";

    assertEquals(
        "HTTP/1.1 200 \r\nContent-Length: 6\r\n\r\nGET / " + answer("GET / "),
        server.exchange(request + "\r\n" + request + LAST));
  }

  /** RFC 9112, 2.2: some clients send one after a body. */
  @Test
  void skipsAnEmptyLineBeforeARequest() throws IOException {
    assertEquals(answer("GET /a "), server.exchange("\r\nGET /a HTTP/1.1\r\n" + LAST));
  }

  /** RFC 9112, 3: a method, a target and a version, one space between. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\r\n\r\nGET / HTTP/1.1",
        "no request",
        "GET  / HTTP/1.1",
        "GET / HTTP/1.",
        "GET / HTTP/2.0",
        "G(T / HTTP/1.1"
      })
  void refusesWhatIsNoRequestLine(String line) throws IOException {
    server.refuses(line + "\r\n\r\n", 400, "Not a request line.\n");
  }

  /** RFC 9112, 3.2: a path, or a whole address; that of a CONNECT is neither. */
  @ParameterizedTest
  @ValueSource(strings = {"GET /a|b{c}", "CONNECT localhost:443", "GET mailto:a@b"})
  void refusesWhatIsNoTarget(String line) throws IOException {
    server.refuses(line + " HTTP/1.1\r\n\r\n", 400, "Not a request target.\n");
  }

  /** RFC 9112, 5.1 and 5.2: no space before the colon, no line that goes on. */
  @ParameterizedTest
  @ValueSource(strings = {"nameless", ": value", "Name : value", " Name: value"})
  void refusesWhatIsNoHeader(String line) throws IOException {
    server.refuses("GET / HTTP/1.1\r\n" + line + "\r\n\r\n", 400, "Not a header.\n");
  }

  private static String chunked(String body) {
    return "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n" + body;
  }

  private static String answer(String body) {
    return "HTTP/1.1 200 \r\nConnection: close\r\nContent-Length: %d\r\n\r\n%s"
        .formatted(body.length(), body);
  }
}
