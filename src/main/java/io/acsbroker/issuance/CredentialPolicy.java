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
    switch (response.getStatusCode()) {
      // Of what was done nobody need read the body to know that the credential was taken
      case 200, 201, 204 -> denial.worked();
      default -> notice(AcsAnswer.of(response));
    }
    return response;
  }

  private void notice(AcsAnswer refusal) {
    if (refusal.deniesCredential()) {
      denial.failed("ACS denies the broker (" + refusal.diagnosis() + ")");
    } else if (refusal.takesCredential()) {
      denial.worked();
    }
  }
}
