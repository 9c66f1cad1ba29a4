package io.acsbroker.subject;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import io.acsbroker.token.TenantId;
import io.acsbroker.token.TokenVersion;
import java.time.Duration;

/**
 * The keys with which Entra signs for a tenant. The seam behind which they are fetched and kept.
 */
interface SigningKeys {
  /** Finds the key of exactly this id. Never throws; waits some seconds at most. */
  Lookup find(TenantId tenant, TokenVersion version, String keyId);

  /** What came of looking for a key. */
  sealed interface Lookup {
    record Found(RSASSAVerifier key) implements Lookup {}

    /** The tenant's keys are at hand, and this is none of them. */
    record UnknownKey() implements Lookup {}

    record Unavailable(Duration retryAfter) implements Lookup {}
  }
}
