package io.acsbroker.keys;

import io.acsbroker.token.ClientId;
import io.acsbroker.token.Deadline;
import io.acsbroker.token.TenantId;
import java.time.Duration;
import java.util.Optional;

/**
 * The keys of tokens for one application: those of the user's tenant, and where it has no such key,
 * those of the application's own at that tenant. What the tenant has is never taken from there.
 *
 * @see <a href="https://learn.microsoft.com/entra/identity-platform/access-tokens">Custom signing
 *     keys</a>
 */
record ApplicationSigningKeys(PublishedSigningKeys published, ClientId application)
    implements SigningKeys {
  @Override
  public Lookup find(TenantId tenant, String keyId, Deadline deadline) {
    KeyEndpoint own = KeyEndpoint.of(tenant, application);
    // Otherwise each of the application's tokens would be an unknown key to the tenant, and make
    // fetches of its keys that those of a rollover then had to wait for
    if (published.areAtHandWithout(keyId, tenant) && published.hasAtHand(keyId, own)) {
      return published.find(own, tenant, keyId, deadline);
    }
    return switch (published.find(tenant, keyId, deadline)) {
      case Lookup.UnknownKey ofTenant ->
          unknownToTenant(ofTenant, published.find(own, tenant, keyId, deadline));
      case Lookup.Found found -> found;
      case Lookup.OthersKey others -> others;
      case Lookup.Unavailable unavailable -> unavailable;
    };
  }

  /** Nobody knows whose key it would be: another try helps when both have been asked again. */
  private static Lookup unknownToTenant(Lookup.UnknownKey ofTenant, Lookup ofApplication) {
    if (!(ofApplication instanceof Lookup.UnknownKey(Duration wait, String diagnosis))) {
      return ofApplication;
    }
    Duration longer = wait.compareTo(ofTenant.retryAfter()) < 0 ? ofTenant.retryAfter() : wait;
    return new Lookup.UnknownKey(longer, ofTenant.diagnosis() + ", nor " + diagnosis);
  }

  @Override
  public void renew() {
    published.renew();
  }

  @Override
  public Optional<String> prepare(Deadline deadline) {
    return published.prepare(deadline);
  }
}
