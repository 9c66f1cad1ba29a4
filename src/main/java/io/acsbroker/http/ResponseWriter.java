package io.acsbroker.http;

import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.HttpStatusType;
import io.acsbroker.json.JsonText;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** Writes answers. The body has everything; a browser on another origin sees few headers. */
final class ResponseWriter {
  /** MSAL has a new Entra token from 5 minutes before the old one expires, and not sooner. */
  private static final Duration REFRESH_BEFORE_EXPIRY = Duration.ofMinutes(4).plusSeconds(30);

  /** Nothing of Entra's runs out with these; the Calling SDK refreshes so long before the end. */
  private static final Duration IDENTITY_REFRESH_BEFORE_EXPIRY = Duration.ofMinutes(10);

  private static final String TYPE_PREFIX = "tag:acsbroker.io,2026:";

  private ResponseWriter() {}

  static HttpResponseMessage write(
      HttpRequestMessage<?> request, Answer answer, String correlationId) {
    return switch (answer) {
      case Answer.Token token ->
          response(request, 200, "application/json").body(tokenBody(token)).build();
      case Answer.Identity identity ->
          response(request, identity.status(), "application/json")
              .body(new JsonText().with("acsUserIdentity", identity.identity().id()).end())
              .build();
      case Answer.IdentityToken token ->
          response(request, token.status(), "application/json").body(tokenBody(token)).build();
      case Answer.Nothing nothing -> response(request, nothing.status()).build();
      case Answer.Health health ->
          response(request, 200, "application/json").body(healthBody(health)).build();
      case Answer.Problem problem -> write(request, problem, correlationId);
    };
  }

  private static HttpResponseMessage write(
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
        .header("Access-Control-Expose-Headers", "WWW-Authenticate, Retry-After, Date");
  }

  private static String tokenBody(Answer.Token answer) {
    Instant expiresOn = answer.token().expiresOn();
    return new JsonText()
        .with("token", answer.token().value())
        .with("expiresOn", expiresOn)
        .with("refreshOn", expiresOn.minus(REFRESH_BEFORE_EXPIRY))
        .with("userId", answer.token().userId())
        .end();
  }

  /** As clients of Microsoft's sample read it, of either language. */
  private static String tokenBody(Answer.IdentityToken answer) {
    Instant expiresOn = answer.token().expiresOn();
    String id = answer.token().userId();
    return new JsonText()
        .with("token", answer.token().value())
        .with("expiresOn", expiresOn)
        .with("refreshOn", expiresOn.minus(IDENTITY_REFRESH_BEFORE_EXPIRY))
        .with("userId", id)
        .with("user", Map.of("id", id, "communicationUserId", id))
        .end();
  }

  private static String healthBody(Answer.Health health) {
    return new JsonText()
        .with("status", health.healthStatus())
        .with("version", health.version())
        .end();
  }

  private static String problemBody(Answer.Problem problem, String correlationId) {
    JsonText body =
        new JsonText()
            .with("type", TYPE_PREFIX + problem.code())
            .with("title", title(problem.code()))
            .with("status", Long.valueOf(problem.status()))
            .with("detail", problem.detail())
            .with("code", problem.code())
            .with("correlationId", correlationId);
    problem.members().forEach(body::with);
    problem.retryAfter().ifPresent(wait -> body.with("retryAfterSeconds", seconds(wait)));
    return body.end();
  }

  /** The code as words: {@code token_expired} is "Token expired". */
  private static String title(String code) {
    return Character.toUpperCase(code.charAt(0)) + code.substring(1).replace('_', ' ');
  }

  /** Whole seconds, rounded up: a client that waits as long as it is told is not told again. */
  private static Long seconds(Duration wait) {
    return Long.valueOf(wait.plusMillis(999).toSeconds());
  }
}
