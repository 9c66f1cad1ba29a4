package io.acsbroker.http;

import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.HttpStatusType;
import io.acsbroker.json.JsonText;
import java.time.Duration;

/** Writes answers. The body has everything; a browser on another origin sees few headers. */
final class ResponseWriter {
  private static final String EXPOSED = "WWW-Authenticate, Retry-After, Date";

  private ResponseWriter() {}

  static HttpResponseMessage write(HttpRequestMessage<?> request, Answer.Success success) {
    if (success.json().isEmpty()) {
      return response(request, success.status()).build();
    }
    HttpResponseMessage.Builder response = response(request, success.status(), "application/json");
    if (!success.serverTiming().isEmpty()) {
      // Readable for any page: whoever has come to a token has passed the preflight
      response
          .header("Server-Timing", success.serverTiming())
          .header("Timing-Allow-Origin", "*")
          .header("Access-Control-Expose-Headers", EXPOSED + ", Server-Timing");
    }
    return response.body(success.json()).build();
  }

  static HttpResponseMessage write(
      HttpRequestMessage<?> request, Answer.Problem problem, String correlationId) {
    HttpResponseMessage.Builder response =
        response(request, problem.status(), "application/problem+json");
    problem.headers().forEach(response::header);
    problem.retryAfter().ifPresent(wait -> response.header("Retry-After", "" + seconds(wait)));
    return response.body(problemBody(problem, correlationId)).build();
  }

  private static HttpResponseMessage.Builder response(
      HttpRequestMessage<?> request, int status, String contentType) {
    return response(request, status).header("Content-Type", contentType);
  }

  private static HttpResponseMessage.Builder response(HttpRequestMessage<?> request, int status) {
    return request
        .createResponseBuilder(HttpStatusType.custom(status))
        .header("Cache-Control", "no-store")
        .header("X-Content-Type-Options", "nosniff")
        .header("Access-Control-Expose-Headers", EXPOSED);
  }

  private static String problemBody(Answer.Problem problem, String correlationId) {
    JsonText body =
        new JsonText()
            .with("type", problem.refusal().type().toString())
            .with("title", problem.refusal().title())
            .with("status", Long.valueOf(problem.status()))
            .with("detail", problem.detail())
            .with("code", problem.code())
            .with("correlationId", correlationId);
    problem.members().forEach(body::with);
    problem.lists().forEach(body::with);
    problem.retryAfter().ifPresent(wait -> body.with("retryAfterSeconds", seconds(wait)));
    return body.end();
  }

  /** Whole seconds, rounded up: a client that waits as long as it is told is not told again. */
  private static Long seconds(Duration wait) {
    return Long.valueOf(wait.plusMillis(999).toSeconds());
  }
}
