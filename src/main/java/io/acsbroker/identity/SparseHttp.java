package io.acsbroker.identity;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import io.acsbroker.azure.AnswerKind;
import io.acsbroker.azure.BufferedResponse;
import io.acsbroker.json.JsonObject;
import io.acsbroker.json.JsonText;
import java.util.Map;
import java.util.Optional;
import reactor.core.publisher.Mono;

/**
 * Shows the SDK of a row what the broker reads, and of an error its status and its code. Of
 * anything else that it cannot read its log would have the text, and a row names a user; for XML,
 * in which the storage service answers some errors, it would want a library that is not there, and
 * fail with an error, not an exception.
 */
record SparseHttp(HttpClient http) implements HttpClient {
  @Override
  public Mono<HttpResponse> send(HttpRequest request) {
    return send(request, Context.NONE);
  }

  @Override
  public Mono<HttpResponse> send(HttpRequest request, Context context) {
    return http.send(request, context)
        .map(response -> isSuccess(response) ? success(response) : error(response));
  }

  /** Of any other status the SDK makes an error, be it a success or not. */
  private static boolean isSuccess(HttpResponse response) {
    int status = response.getStatusCode();
    HttpMethod method = response.getRequest().getHttpMethod();
    return method == HttpMethod.GET
        ? status == 200
        : status == 204 || (method == HttpMethod.POST && status == 201);
  }

  private static HttpResponse success(HttpResponse response) {
    HttpHeaders headers = new HttpHeaders(response.getHeaders());
    AnswerKind.keep(response.getHeaders(), headers);
    return BufferedResponse.ofJson(
        response.getRequest(),
        response.getStatusCode(),
        headers,
        response.getRequest().getHttpMethod() == HttpMethod.GET ? row(text(response)) : "");
  }

  /** What is there of another type is shown as an empty text, which nobody takes for a value. */
  private static String row(String body) {
    JsonObject row = JsonObject.parse(body).orElse(JsonObject.EMPTY);
    JsonText shown = new JsonText();
    for (String name : TableStore.READ) {
      shown.with(name, row.has(name) ? row.string(name).orElse("") : null);
    }
    // Of a row without any member the SDK logs whose it was to be
    return shown.with("odata.type", "row").end();
  }

  private static HttpResponse error(HttpResponse response) {
    HttpHeaders headers = new HttpHeaders();
    Optional.ofNullable(response.getHeaderValue(HttpHeaderName.RETRY_AFTER))
        .ifPresent(value -> headers.set(HttpHeaderName.RETRY_AFTER, value));
    AnswerKind.keep(response.getHeaders(), headers);
    Optional<String> code =
        TableAnswer.code(response.getHeaders(), JsonObject.parse(text(response)));
    return BufferedResponse.ofJson(
        response.getRequest(),
        response.getStatusCode(),
        headers,
        code.map(it -> new JsonText().with("odata.error", Map.of("code", it)).end()).orElse(""));
  }

  private static String text(HttpResponse response) {
    BinaryData body = response.getBodyAsBinaryData();
    return body == null ? "" : body.toString();
  }
}
