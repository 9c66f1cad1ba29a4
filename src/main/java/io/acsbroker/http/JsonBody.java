package io.acsbroker.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.HttpRequestMessage;
import io.acsbroker.http.RequestReading.Read;
import io.acsbroker.http.RequestReading.Refused;
import io.acsbroker.json.JsonObject;
import io.acsbroker.outcome.RefusalCode;
import java.util.Map;
import java.util.Optional;

/**
 * The body of a request: none, or a JSON object. A body that was announced and did not arrive is
 * refused: Functions hands chunked bodies over empty, and what they assert would go unchecked.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9112#section-6.3">RFC 9112, section 6.3</a>
 */
final class JsonBody {
  private static final int MAX_BYTES = 32 * 1024;

  private JsonBody() {}

  static RequestReading<Optional<JsonObject>> read(HttpRequestMessage<Optional<String>> request) {
    String body = request.getBody().orElse("");
    if (body.isEmpty()) {
      return isAnnounced(request)
          ? Refused.because(
              RefusalCode.BODY_MISSING,
              "The request announces a body and none arrived: Azure Functions hands chunked ones over"
                  + " empty. Send it with a Content-Length (in .NET as StringContent, not as"
                  + " JsonContent), or no body and no Content-Type; a subject token may come in the"
                  + " header teams-user-aad-token.")
          : new Read<>(Optional.empty());
    }
    if (body.length() > MAX_BYTES || body.getBytes(UTF_8).length > MAX_BYTES) {
      return Refused.because(
          RefusalCode.BODY_TOO_LARGE,
          "The body may have 32 KiB at most. Send nothing in it but the members that it may have.");
    }
    if (!isJson(request.getHeaders().getOrDefault("content-type", ""))) {
      return Refused.because(
          RefusalCode.CONTENT_TYPE_NOT_SUPPORTED,
          "The body must be of the type application/json. Send that as its Content-Type.");
    }
    Optional<JsonObject> object = JsonObject.parse(body);
    return object.isPresent()
        ? new Read<>(object)
        : Refused.because(
            RefusalCode.BODY_NOT_JSON,
            "The body must be one JSON object in which no name stands twice.");
  }

  /** A type alone announces a body too, but for a GET: clients send it with every request. */
  private static boolean isAnnounced(HttpRequestMessage<?> request) {
    Map<String, String> headers = request.getHeaders();
    String length = headers.get("content-length");
    boolean typed =
        headers.containsKey("content-type") && request.getHttpMethod() != HttpMethod.GET;
    return headers.containsKey("transfer-encoding")
        || (length == null ? typed : !length.strip().equals("0"));
  }

  private static boolean isJson(String contentType) {
    return contentType.split(";", 2)[0].strip().equalsIgnoreCase("application/json");
  }
}
