package io.acsbroker.issuance;

import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What an issuer needs to know.
 *
 * @param concurrentCalls how many calls to ACS there may be at once; more wait for their turn
 */
public record AcsIssuance(ResourceCredential credential, int concurrentCalls) {
  /** Makes the issuer. It opens no connection before the first token is asked for. */
  public TokenIssuer issuer(InstantSource clock) {
    return new RetryingIssuer(
        new CommunicationIdentityIssuer(
            CommunicationIdentityClients.create(credential, clock), clock),
        new AcsThrottle(clock),
        concurrentCalls,
        new RetryPause(() -> ThreadLocalRandom.current().nextDouble()));
  }
}
