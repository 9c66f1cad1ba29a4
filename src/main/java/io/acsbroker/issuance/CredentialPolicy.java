package io.acsbroker.issuance;

import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelineSyncPolicy;
import io.acsbroker.token.LastingFailure;

/**
 * Sees whether ACS takes the broker's own credential, in the answers to the requests that show it.
 * Whatever says nothing of it, a throttle or an outage, changes nothing.
 */
final class CredentialPolicy extends HttpPipelineSyncPolicy {
  private final LastingFailure denial;

  CredentialPolicy(LastingFailure denial) {
    this.denial = denial;
  }

  @Override
  protected HttpResponse afterReceivedResponse(
      HttpPipelineCallContext context, HttpResponse response) {
    AcsAnswer answer = AcsAnswer.of(response);
    if (answer.deniesCredential()) {
      denial.failed("ACS denies the broker (" + answer.diagnosis() + ")");
    } else if (answer.takesCredential()) {
      denial.worked();
    }
    return response;
  }
}
