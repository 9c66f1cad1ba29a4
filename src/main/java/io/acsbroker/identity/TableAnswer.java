package io.acsbroker.identity;

import com.azure.core.exception.HttpResponseException;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpResponse;
import com.azure.data.tables.models.TableErrorCode;
import com.azure.data.tables.models.TableServiceError;
import io.acsbroker.azure.AnswerKind;
import io.acsbroker.azure.CallFailure;
import io.acsbroker.identity.StoreFailure.Cause;
import io.acsbroker.json.JsonObject;
import io.acsbroker.token.RetryAfter;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An answer of the table that is no success, as far as it can be understood.
 *
 * @param said status and kind of the answer, or why there is none
 * @param code the error code of the body, {@code ResourceNotFound} say; empty where there is none
 * @see <a
 *     href="https://learn.microsoft.com/rest/api/storageservices/table-service-error-codes">Table
 *     service error codes</a>
 */
record TableAnswer(int status, String said, String code, Optional<String> retryAfter) {
  private static final RetryAfter RETRY_AFTER = new RetryAfter(Duration.ofHours(1));

  /** Every storage service has it beside the body, whatever that is. */
  private static final HttpHeaderName ERROR_CODE = HttpHeaderName.fromString("x-ms-error-code");

  private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

  /** Reads what the SDK's exception carries, of which {@link SparseHttp} has left the code. */
  static TableAnswer of(HttpResponseException exception) {
    HttpResponse response = exception.getResponse();
    if (response == null) {
      return new TableAnswer(0, CallFailure.BROKEN, "", Optional.empty());
    }
    String code =
        Optional.ofNullable(exception.getValue())
            .filter(TableServiceError.class::isInstance)
            .flatMap(error -> Optional.ofNullable(((TableServiceError) error).getErrorCode()))
            .map(TableErrorCode::toString)
            .orElse("");
    return new TableAnswer(
        response.getStatusCode(),
        AnswerKind.of(response),
        code,
        Optional.ofNullable(response.getHeaderValue(HttpHeaderName.RETRY_AFTER)));
  }

  /** The error code of an answer, of its body or else of its headers, where it is fit for a log. */
  static Optional<String> code(HttpHeaders headers, Optional<JsonObject> body) {
    return body.flatMap(it -> it.object("odata.error"))
        .flatMap(error -> error.string("code"))
        .or(() -> Optional.ofNullable(headers.getValue(ERROR_CODE)))
        .filter(text -> CODE.matcher(text).matches());
  }

  /** Whether the table is there, and the row is not. */
  boolean saysThatThereIsNoRow() {
    return status == 404 && !code.equals("TableNotFound");
  }

  /** Whether the row is there, or is another one by now. */
  boolean saysThatSomebodyWasFaster() {
    return status == 409 || status == 412;
  }

  StoreFailure failure(Instant now) {
    boolean temporary = status == 0 || status == 408 || status == 429 || status >= 500;
    return new StoreFailure(
        temporary ? Cause.UNAVAILABLE : Cause.REFUSED,
        RETRY_AFTER.parse(retryAfter, now),
        code.isEmpty() ? said : "HTTP " + status + " " + code);
  }
}
