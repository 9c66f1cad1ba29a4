package io.acsbroker.azure;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** What the SDK may ask an answer for. */
class BufferedResponseTest {
  private static final HttpRequest REQUEST =
      new HttpRequest(HttpMethod.GET, "https://contoso.example");
  private static final BufferedResponse RESPONSE =
      BufferedResponse.ofJson(
          REQUEST, 200, new HttpHeaders().set(HttpHeaderName.ETAG, "tag"), "\"é\"");

  @Test
  void hasTheSameBodyInEveryForm() {
    byte[] body = "\"é\"".getBytes(UTF_8);
    assertArrayEquals(body, RESPONSE.getBodyAsByteArray().block());
    assertArrayEquals(body, RESPONSE.getBodyAsBinaryData().toBytes());
    assertArrayEquals(body, RESPONSE.getBody().map(ByteBuffer::array).blockFirst());
    assertEquals("\"é\"", RESPONSE.getBodyAsString().block());
    assertEquals(new String(body, UTF_16), RESPONSE.getBodyAsString(UTF_16).block());
  }

  @Test
  void describesItsBodyBesideTheOtherHeaders() {
    assertEquals("application/json", RESPONSE.getHeaderValue(HttpHeaderName.CONTENT_TYPE));
    assertEquals("4", RESPONSE.getHeaderValue(HttpHeaderName.CONTENT_LENGTH));
    assertEquals("tag", RESPONSE.getHeaderValue(HttpHeaderName.ETAG));
  }

  @Test
  @SuppressWarnings("deprecation")
  void findsAHeaderByItsTextToo() {
    assertEquals("tag", RESPONSE.getHeaderValue("etag"));
  }
}
