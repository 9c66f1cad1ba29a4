package io.acsbroker.azure;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpResponse;
import io.acsbroker.net.MediaType;
import java.util.Optional;

/**
 * Status and content type of an answer, which tell the operator JSON from a proxy's page. They are
 * kept where the SDK is shown another answer in its place.
 */
public final class AnswerKind {
  private static final HttpHeaderName KEPT = HttpHeaderName.fromString("acsbroker-content-type");

  private AnswerKind() {}

  /** Keeps the kind of one answer with what is shown in its place. */
  public static void keep(HttpHeaders answered, HttpHeaders shown) {
    Optional.ofNullable(answered.getValue(HttpHeaderName.CONTENT_TYPE))
        .ifPresent(kind -> shown.set(KEPT, kind));
  }

  /** Status and kind, {@code HTTP 200 text/html} say, and nothing else of the answer. */
  public static String of(HttpResponse response) {
    return of(response.getStatusCode(), response.getHeaders());
  }

  /** The same of an answer of which the SDK shows these alone. */
  public static String of(int status, HttpHeaders headers) {
    return MediaType.beside(
        status,
        Optional.ofNullable(headers.getValue(KEPT))
            .or(() -> Optional.ofNullable(headers.getValue(HttpHeaderName.CONTENT_TYPE))));
  }
}
