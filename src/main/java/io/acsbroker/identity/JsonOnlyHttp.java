package io.acsbroker.identity;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import io.acsbroker.azure.BufferedResponse;
import io.acsbroker.json.JsonObject;
import reactor.core.publisher.Mono;

/**
 * Shows the SDK nothing but JSON. Of anything else its log would have the text, and a row names a
 * user; for XML, in which the storage service answers some errors, it would want a library that is
 * not there, and fail with an error, not an exception.
 */
record JsonOnlyHttp(HttpClient http) implements HttpClient {
  @Override
  public Mono<HttpResponse> send(HttpRequest request) {
    return send(request, Context.NONE);
  }

  @Override
  public Mono<HttpResponse> send(HttpRequest request, Context context) {
    return http.send(request, context).map(JsonOnlyHttp::jsonAlone);
  }

  private static HttpResponse jsonAlone(HttpResponse response) {
    BinaryData body = response.getBodyAsBinaryData();
    String text = body == null ? "" : body.toString();
    return BufferedResponse.ofJson(
        response.getRequest(),
        response.getStatusCode(),
        response.getHeaders(),
        JsonObject.parse(text).isPresent() ? text : "");
  }
}
