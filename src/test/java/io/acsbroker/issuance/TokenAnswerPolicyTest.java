package io.acsbroker.issuance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.HttpRequest;
import com.azure.core.util.Context;
import io.acsbroker.azure.BufferedResponse;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Mono;

/** What is said of an answer that is no token, whatever the SDK would make of it. */
class TokenAnswerPolicyTest {
  private static final String GOOD = "\"token\":\"t\",\"expiresOn\":\"2099-01-01T00:00:00+00:00\"";

  private static HttpPipeline answering(int status, String body) {
    HttpHeaders headers = new HttpHeaders().set(HttpHeaderName.fromString("MS-CV"), "cv.0");
    return new HttpPipelineBuilder()
        .httpClient(request -> Mono.just(BufferedResponse.ofJson(request, status, headers, body)))
        .policies(new TokenAnswerPolicy())
        .build();
  }

  private static HttpRequest request(String path, String body) {
    return new HttpRequest(HttpMethod.POST, "https://contoso.example" + path).setBody(body);
  }

  private static UnreadableAnswerException unreadable(HttpRequest request, String answer) {
    HttpPipeline pipeline = answering(200, answer.replace("GOOD", GOOD));
    return assertThrows(
        UnreadableAnswerException.class, () -> pipeline.sendSync(request, Context.NONE).close());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "not json|without a JSON object",
        "[]|without a JSON object",
        "{GOOD,\"token\":\"u\"}|without a JSON object",
        "{}|without a token",
        "{\"token\":7,\"expiresOn\":\"2099-01-01T00:00:00Z\"}|without a token",
        "{\"identity\":{\"id\":\"8:acs:x\"}}|without a token",
        "{\"identity\":{\"id\":\"8:acs:x\"},\"accessToken\":null}|without a token",
        "{\"token\":\"t\"}|whose expiresOn is no time with an offset from UTC",
        "{\"token\":\"t\",\"expiresOn\":null}|whose expiresOn is no time with an offset from UTC",
        "{\"token\":\"t\",\"expiresOn\":4}|whose expiresOn is no time with an offset from UTC"
      })
  void saysWhatAnAnswerWithoutATokenLacks(String answer, String fault) {
    UnreadableAnswerException unreadable = unreadable(request("/any", "{}"), answer);
    assertEquals("HTTP 200 " + fault, unreadable.diagnosis());
    assertEquals(Optional.of("cv.0"), unreadable.correlationId());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|{}|without an identity|",
        "{}|{\"identity\":{\"id\":null}}|without an identity|",
        "{\"createTokenWithScopes\":[\"voip\"]}|{\"accessToken\":{GOOD}}|without an identity|",
        "{\"createTokenWithScopes\":[\"voip\"]}|{\"identity\":{\"id\":\"8:acs:x\"}}"
            + "|without a token|8:acs:x"
      })
  void saysWhatANewIdentityLacksAndWhichItIs(
      String wish, String answer, String fault, String identity) {
    UnreadableAnswerException unreadable = unreadable(request("/identities", wish), answer);
    assertEquals("HTTP 200 " + fault, unreadable.diagnosis());
    assertEquals(Optional.ofNullable(identity), unreadable.identity());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/any|200|{GOOD}",
        "/any|200|{\"identity\":{\"id\":\"8:acs:x\"},\"accessToken\":{GOOD}}",
        "/identities|201|{\"identity\":{\"id\":\"8:acs:x\"}}",
        "/any|204|''",
        "/any|401|not json",
        "/any|500|{}"
      })
  void letsTokensIdentitiesAndRefusalsPass(String path, int status, String answer) {
    HttpPipeline pipeline = answering(status, answer.replace("GOOD", GOOD));
    assertEquals(status, pipeline.sendSync(request(path, "{}"), Context.NONE).getStatusCode());
  }

  /** A proxy's page is no JSON, which goes without saying. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "text/html|<title>a secret</title>|HTTP 200 text/html",
        "text/html|{}|HTTP 200 text/html without a token",
        "application/json|<title>a secret</title>|HTTP 200 without a JSON object"
      })
  void saysWhatAPageInAcssPlaceIs(String type, String page, String diagnosis) {
    HttpHeaders headers = new HttpHeaders().set(HttpHeaderName.CONTENT_TYPE, type);
    HttpPipeline pipeline =
        new HttpPipelineBuilder()
            .httpClient(
                it -> Mono.just(new BufferedResponse(it, 200, headers, page.getBytes(UTF_8))))
            .policies(new TokenAnswerPolicy())
            .build();
    HttpRequest request = request("/any", "{}");
    assertEquals(
        diagnosis,
        assertThrows(
                UnreadableAnswerException.class,
                () -> pipeline.sendSync(request, Context.NONE).close())
            .diagnosis());
  }
}
