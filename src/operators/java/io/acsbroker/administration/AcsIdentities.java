package io.acsbroker.administration;

import io.acsbroker.token.AcsIdentity;
import java.net.URI;

/**
 * The identities that one resource has made.
 *
 * @see <a
 *     href="https://learn.microsoft.com/rest/api/communication/identity/communication-identity">Communication
 *     identity</a>
 */
record AcsIdentities(URI endpoint, ServiceClient client) {
  private static final String VERSION = "?api-version=2025-06-30";

  /** Makes all tokens of the identity worthless. */
  ServiceReply revoke(AcsIdentity identity) throws InterruptedException {
    return client.send(new ServiceRequest("POST", at(identity, "/:revokeAccessTokens"), ""));
  }

  /** Removes the identity, and its tokens with it. */
  ServiceReply delete(AcsIdentity identity) throws InterruptedException {
    return client.send(new ServiceRequest("DELETE", at(identity, ""), ""));
  }

  private URI at(AcsIdentity identity, String operation) {
    return endpoint.resolve("/identities/" + identity.id() + operation + VERSION);
  }
}
