package io.acsbroker;

import io.acsbroker.admission.UserLimit;
import io.acsbroker.config.BrokerConfig;
import io.acsbroker.config.CallerSettings;
import io.acsbroker.config.IdentitySettings;
import io.acsbroker.http.Identities;
import io.acsbroker.identity.IdentityTable;
import io.acsbroker.identity.TableWatch;
import io.acsbroker.issuance.AcsIssuance;
import io.acsbroker.net.Lazy;
import io.acsbroker.subject.EntraTokenVerifier;
import io.acsbroker.subject.ForeignTokenVerifier;
import io.acsbroker.token.CallerRoute;
import io.acsbroker.users.IdentityPolicy;
import io.acsbroker.users.IntentWatch;
import io.acsbroker.users.UserIdentities;
import java.net.http.HttpClient;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Makes what gives users ACS identities of their own, where the settings want it. Nothing of it is
 * made before the first request that needs it: whoever has no use for it waits for none of it.
 */
record IdentityAssembly(
    BrokerConfig config,
    Supplier<HttpClient> http,
    AcsIssuance acs,
    TableWatch watch,
    InstantSource clock) {
  /**
   * @param verifier of Entra's tokens
   * @param others verifies those of other issuers of callers, where some are listed
   */
  Identities identities(
      CompletableFuture<EntraTokenVerifier> verifier,
      Optional<Supplier<ForeignTokenVerifier>> others) {
    if (config.callers().isEmpty()) {
      return new Identities.Off(
          "BROKER_API_CLIENT_ID or BROKER_CALLER_ISSUERS, and BROKER_IDENTITY_TABLE_ENDPOINT");
    }
    CallerSettings callers = config.callers().get();
    Optional<IdentitySettings> settings = callers.identities();
    return settings.isEmpty()
        ? new Identities.Off("BROKER_IDENTITY_TABLE_ENDPOINT")
        : new Identities.On(
            verifier.thenApply(
                entra -> new Lazy<>(() -> exchange(callers, settings.get(), entra, others))));
  }

  private UserIdentities exchange(
      CallerSettings callers,
      IdentitySettings settings,
      EntraTokenVerifier verifier,
      Optional<Supplier<ForeignTokenVerifier>> others) {
    return new UserIdentities(
        AuthenticationAssembly.callerCheck(
            config, callers, verifier, others.map(Supplier::get), CallerRoute.IDENTITY),
        new IdentityPolicy(settings.scopes(), settings.longestLifetime()),
        acs.identities(),
        new IdentityTable(settings.storage(), settings.table(), config.resource().endpoint())
            .store(http.get(), watch, clock),
        new UserLimit(config.limits().userExchanges(), clock),
        new IntentWatch(),
        clock);
  }
}
