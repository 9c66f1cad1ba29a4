package io.acsbroker.issuance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.Context;
import io.acsbroker.azure.BufferedResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Mono;

/**
 * What the SDK sees of an answer, and what the broker reads of it afterwards.
 *
 * @see <a
 *     href="https://github.com/Azure/azure-sdk-for-java/blob/main/sdk/core/azure-core/src/main/java/com/azure/core/implementation/serializer/HttpResponseBodyDecoder.java">Where
 *     the SDK logs an error that it cannot read</a>
 */
class ErrorCodePolicyTest {
  private static HttpResponse seen(HttpMethod method, String path, int status, String body) {
    HttpHeaders headers =
        new HttpHeaders()
            .set(HttpHeaderName.fromString("MS-CV"), "cv.0")
            .set(HttpHeaderName.RETRY_AFTER, "7")
            .set(HttpHeaderName.WWW_AUTHENTICATE, "Bearer claims=\"eA\"")
            .set(HttpHeaderName.fromString("x-echo"), "secret");
    return new HttpPipelineBuilder()
        .httpClient(request -> Mono.just(BufferedResponse.ofJson(request, status, headers, body)))
        .policies(new ErrorCodePolicy(), new ChallengeHidingPolicy())
        .build()
        .sendSync(new HttpRequest(method, "https://contoso.example" + path), Context.NONE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"error\":{\"code\":\"Denied\",\"message\":\"secret\"}}|{\"error\":{\"code\":\"Denied\"}}",
        "{\"error\":{\"code\":\"a secret\"}}|{\"error\":{\"code\":\"(unreadable code)\"}}",
        "{\"error\":\"secret\"}|''",
        "\"secret\"|''",
        "secret.in.words|''",
        "''|''"
      })
  void leavesTheCodeOfAnErrorAlone(String body, String left) {
    try (HttpResponse seen = seen(HttpMethod.POST, "/teamsUser/:exchangeAccessToken", 401, body)) {
      assertEquals(401, seen.getStatusCode());
      assertEquals(left, seen.getBodyAsBinaryData().toString());
      assertEquals(
          AcsAnswer.of(seen),
          AcsAnswer.of(BufferedResponse.ofJson(seen.getRequest(), 401, seen.getHeaders(), body)));
    }
  }

  @Test
  void leavesTheHeadersThatAreRead() {
    try (HttpResponse seen = seen(HttpMethod.POST, "/identities", 429, "{}")) {
      HttpHeaders headers = seen.getHeaders();
      assertEquals("7", headers.getValue(HttpHeaderName.RETRY_AFTER));
      assertEquals("Bearer claims=\"eA\"", headers.getValue(ChallengeHidingPolicy.HEADER));
      assertEquals("cv.0", headers.getValue(AcsAnswer.CORRELATION));
      assertEquals(null, headers.getValue(HttpHeaderName.fromString("x-echo")));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /teamsUser/:exchangeAccessToken, 200, true",
    "POST, /teamsUser/:exchangeAccessToken, 201, false",
    "POST, /identities, 201, true",
    "POST, /identities, 200, false",
    "POST, /identities/8:acs:x/:issueAccessToken, 200, true",
    "POST, /identities/8:acs:x/:revokeAccessTokens, 204, true",
    "POST, /identities/8:acs:x/:revokeAccessTokens, 200, false",
    "DELETE, /identities/8:acs:x, 204, true",
    "DELETE, /identities/8:acs:x, 202, false"
  })
  void takesForASuccessWhatTheSdkDoes(String method, String path, int status, boolean whole) {
    String body = "{\"any\":\"thing\"}";
    try (HttpResponse seen = seen(HttpMethod.valueOf(method), path, status, body)) {
      assertEquals(whole ? body : "", seen.getBodyAsBinaryData().toString());
    }
  }

  @Test
  void leavesWhatTheAnswerWasInPlaceOfItsPage() {
    HttpHeaders page = new HttpHeaders().set(HttpHeaderName.CONTENT_TYPE, "text/html");
    HttpRequest request = new HttpRequest(HttpMethod.POST, "https://contoso.example/identities");
    try (HttpResponse seen =
        new HttpPipelineBuilder()
            .httpClient(
                it -> Mono.just(new BufferedResponse(it, 502, page, "secret".getBytes(UTF_8))))
            .policies(new ErrorCodePolicy())
            .build()
            .sendSync(request, Context.NONE)) {
      assertEquals("HTTP 502 text/html", AcsAnswer.of(seen).diagnosis());
      assertEquals("", seen.getBodyAsBinaryData().toString());
    }
  }
}
