package io.acsbroker.subject;

import io.acsbroker.keys.KeySet;
import io.acsbroker.keys.SigningKey;
import io.acsbroker.keys.SigningKeys;
import io.acsbroker.token.Deadline;
import io.acsbroker.token.TenantId;

/**
 * Has the emulator's key for every id and every tenant, so that a fuzzer reaches what comes behind.
 */
final class KeyForEveryId implements SigningKeys {
  private final SigningKey key =
      KeySet.parse(SampleToken.ENTRA.keys().toString())
          .orElseThrow()
          .keys()
          .values()
          .iterator()
          .next();

  @Override
  public Lookup find(TenantId tenant, String keyId, Deadline deadline) {
    return new Lookup.Found(key);
  }
}
