package io.acsbroker.issuance;

import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelineSyncPolicy;
import com.azure.core.util.BinaryData;
import io.acsbroker.azure.AnswerKind;
import io.acsbroker.azure.BufferedResponse;
import io.acsbroker.json.JsonObject;
import io.acsbroker.json.JsonText;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads each token that ACS answers before the SDK does, which takes a time without a zone for UTC,
 * and of much else says only that it has no value.
 */
final class TokenAnswerPolicy extends HttpPipelineSyncPolicy {
  private static final String NO_JSON = "without a JSON object";
  private static final Set<Integer> WITH_A_TOKEN = Set.of(200, 201);

  @Override
  protected HttpResponse afterReceivedResponse(
      HttpPipelineCallContext context, HttpResponse response) {
    if (WITH_A_TOKEN.contains(response.getStatusCode())) {
      Optional<JsonObject> answer = JsonObject.parse(AcsAnswer.body(response).orElse(""));
      Optional<String> fault =
          answer.isPresent() ? fault(context.getHttpRequest(), answer.get()) : Optional.of(NO_JSON);
      if (fault.isPresent()) {
        throw new UnreadableAnswerException(
            diagnosis(response, fault.get()),
            answer.flatMap(TokenAnswerPolicy::identity),
            AcsAnswer.correlationId(response.getHeaders()));
      }
      if (isIdentityAlone(context.getHttpRequest())) {
        return identityAlone(response, answer.flatMap(TokenAnswerPolicy::identity).orElseThrow());
      }
    }
    return response;
  }

  /** A page in ACS's place has said what it is: that it is no JSON goes without saying. */
  private static String diagnosis(HttpResponse response, String fault) {
    String said = AnswerKind.of(response);
    boolean isSaid = !said.equals("HTTP " + response.getStatusCode());
    return isSaid && fault.equals(NO_JSON) ? said : said + " " + fault;
  }

  private static Optional<String> fault(HttpRequest request, JsonObject body) {
    if (makesAnIdentity(request) && identity(body).isEmpty()) {
      return Optional.of("without an identity");
    }
    if (isIdentityAlone(request)) {
      return Optional.empty();
    }
    JsonObject token = body.object("accessToken").orElse(body);
    if (token.string("token").isEmpty()) {
      return Optional.of("without a token");
    }
    return AcsTime.parse(token.string("expiresOn").orElse("")).isPresent()
        ? Optional.empty()
        : Optional.of("whose expiresOn is no time with an offset from UTC");
  }

  /** Without what nobody asked for, of which the SDK would log what it cannot read. */
  private static HttpResponse identityAlone(HttpResponse response, String id) {
    return BufferedResponse.ofJson(
        response.getRequest(),
        response.getStatusCode(),
        response.getHeaders(),
        new JsonText().with("identity", Map.of("id", id)).end());
  }

  private static boolean makesAnIdentity(HttpRequest request) {
    return request.getUrl().getPath().endsWith("/identities");
  }

  private static boolean isIdentityAlone(HttpRequest request) {
    return makesAnIdentity(request) && !wantsToken(request);
  }

  private static Optional<String> identity(JsonObject body) {
    return body.object("identity").flatMap(it -> it.string("id"));
  }

  /** Whether a token is asked for with a new identity. */
  private static boolean wantsToken(HttpRequest request) {
    BinaryData body = request.getBodyAsBinaryData();
    return body != null && body.toString().contains("\"createTokenWithScopes\":[\"");
  }
}
