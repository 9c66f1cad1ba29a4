package io.acsbroker.issuance;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelineSyncPolicy;

/**
 * Hides a challenge from the SDK, which takes it for one of its own credential, asks that for
 * another token and sends the request again. Here it is the user's token that ACS speaks of.
 */
final class ChallengeHidingPolicy extends HttpPipelineSyncPolicy {
  /** The header that has the challenge instead. */
  static final HttpHeaderName HEADER = HttpHeaderName.fromString("x-broker-challenge");

  @Override
  protected HttpResponse afterReceivedResponse(
      HttpPipelineCallContext context, HttpResponse response) {
    HttpHeaders headers = response.getHeaders();
    String challenge = headers.getValue(HttpHeaderName.WWW_AUTHENTICATE);
    headers.remove(HttpHeaderName.WWW_AUTHENTICATE);
    headers.remove(HEADER);
    if (challenge != null) {
      headers.set(HEADER, challenge);
    }
    return response;
  }
}
