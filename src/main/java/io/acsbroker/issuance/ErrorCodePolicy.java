package io.acsbroker.issuance;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelineSyncPolicy;
import io.acsbroker.azure.AnswerKind;
import io.acsbroker.azure.BufferedResponse;
import io.acsbroker.json.JsonText;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Shows the SDK of an error its status and its code alone, and the headers that the broker reads.
 * The SDK logs what it cannot make an error of, and ACS may have repeated the user's token in it.
 */
final class ErrorCodePolicy extends HttpPipelineSyncPolicy {
  private static final List<HttpHeaderName> READ =
      List.of(HttpHeaderName.RETRY_AFTER, ChallengeHidingPolicy.HEADER);

  @Override
  protected HttpResponse afterReceivedResponse(
      HttpPipelineCallContext context, HttpResponse response) {
    HttpRequest request = context.getHttpRequest();
    if (response.getStatusCode() == success(request)) {
      return response;
    }
    String code = AcsAnswer.code(response);
    return BufferedResponse.ofJson(
        request,
        response.getStatusCode(),
        headers(response.getHeaders()),
        code.isEmpty() ? "" : new JsonText().with("error", Map.of("code", code)).end());
  }

  /** Of any other status the SDK makes an error, be it a success or not. */
  private static int success(HttpRequest request) {
    String path = request.getUrl().getPath();
    if (request.getHttpMethod() == HttpMethod.DELETE || path.endsWith("/:revokeAccessTokens")) {
      return 204;
    }
    return path.endsWith("/identities") ? 201 : 200;
  }

  private static HttpHeaders headers(HttpHeaders all) {
    HttpHeaders kept = new HttpHeaders();
    READ.forEach(
        name -> Optional.ofNullable(all.getValue(name)).ifPresent(value -> kept.set(name, value)));
    AcsAnswer.correlationId(all).ifPresent(id -> kept.set(AcsAnswer.CORRELATION, id));
    AnswerKind.keep(all, kept);
    return kept;
  }
}
