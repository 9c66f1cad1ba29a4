package io.acsbroker;

import io.acsbroker.admission.UserLimit;
import io.acsbroker.config.BrokerConfig;
import io.acsbroker.delegation.OnBehalfOfFlow;
import io.acsbroker.delegation.SubjectTokenSources;
import io.acsbroker.exchange.SharedIssuance;
import io.acsbroker.exchange.TokenExchange;
import io.acsbroker.http.Readiness;
import io.acsbroker.issuance.AcsIssuance;
import io.acsbroker.issuance.TokenIssuer;
import io.acsbroker.net.BoundedHttp;
import io.acsbroker.net.Lazy;
import io.acsbroker.subject.EntraTokenVerifier;
import io.acsbroker.subject.EntraVerification;
import io.acsbroker.telemetry.BrokerMetrics;
import io.acsbroker.telemetry.FailureTrace;
import io.acsbroker.token.Deadline;
import io.acsbroker.token.ExchangeRoute;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.logging.Logger;

/**
 * Makes the rooms from the settings, and ready for the first request: side by side, and beside the
 * worker, which goes on loading functions meanwhile.
 */
final class BrokerAssembly {
  private static final Logger LOG = Logger.getLogger(BrokerAssembly.class.getName());

  /** Longer than a request may take: nobody waits for it. */
  private static final Duration START_LIMIT = Duration.ofMinutes(1);

  private static final Executor BESIDE = task -> Thread.ofPlatform().daemon().start(task);

  private final BrokerConfig config;
  private final BrokerMetrics metrics;
  private final InstantSource clock;
  private final NoticedFailures noticed;

  /** One for all, so that there is one pool of connections and one TLS context. */
  private final Supplier<HttpClient> http = new Lazy<>(() -> BoundedHttp.client().build());

  private final EntraVerification verification;
  private final AcsIssuance acs;
  private final Optional<OnBehalfOfFlow> onBehalfOf;

  BrokerAssembly(BrokerConfig config, BrokerMetrics metrics, InstantSource clock) {
    this.metrics = metrics;
    this.config = config;
    this.clock = clock;
    this.noticed = NoticedFailures.by(clock);
    this.verification =
        new EntraVerification(
            config.cloud(), config.authorityHost(), config.rules().tenants(), config.clockSkew());
    this.acs =
        new AcsIssuance(
            http,
            config.resource(),
            config.apiVersion(),
            config.limits().concurrentExchanges(),
            noticed.denial(),
            clock,
            noticed.servers());
    this.onBehalfOf =
        config
            .callers()
            .flatMap(
                callers ->
                    callers
                        .onBehalfOf()
                        .map(
                            credential ->
                                new OnBehalfOfFlow(
                                    callers.api(),
                                    config.cloud(),
                                    config.authorityHost(),
                                    credential)));
  }

  /** Begins, and does not wait. */
  Readiness.Ready start() {
    CompletableFuture<EntraTokenVerifier> verifier =
        CompletableFuture.supplyAsync(
            () -> verification.verifier(http.get(), clock, noticed.servers(), this::keysFetched),
            BESIDE);
    CompletableFuture<TokenIssuer> issuer = CompletableFuture.supplyAsync(acs::issuer, BESIDE);
    beside(
        () -> {
          // What fails has been logged by the fetch that failed
          Optional<String> unused = verifier.join().prepare(Deadline.in(START_LIMIT));
        },
        verification::rehearse,
        metrics::prepare);
    beside(() -> issuer.join().prepare(Deadline.in(START_LIMIT)).ifPresent(BrokerAssembly::notYet));
    beside(acs::rehearse);
    CompletableFuture<Optional<SubjectTokenSources>> sources = sources();
    onBehalfOf.ifPresent(
        entra ->
            beside(
                () ->
                    sources
                        .join()
                        .flatMap(made -> made.of(teamsScopes()).prepare())
                        .ifPresent(BrokerAssembly::notYet),
                entra::rehearse));
    return new Readiness.Ready(
        verifier.thenCombine(issuer, (entra, issuing) -> exchanges(entra, issuing, sources.join())),
        config.limits().deadline(),
        config.callers().isPresent(),
        new IdentityAssembly(config, http, acs, noticed.table(), clock).identities(verifier),
        noticed::problems);
  }

  private void keysFetched(String tenant, Optional<String> failure) {
    metrics.countKeyFetch(failure.isEmpty());
    failure.ifPresent(why -> LOG.warning(why));
  }

  private static void notYet(Object problem) {
    LOG.warning("Not ready at the start: " + problem);
  }

  /** What fails here fails again, and is answered for, when a request needs it. */
  private static void beside(Runnable... tasks) {
    BESIDE.execute(
        () -> {
          for (Runnable task : tasks) {
            try {
              task.run();
            } catch (RuntimeException | Error failure) {
              LOG.warning("Getting ready: " + FailureTrace.of(failure));
            }
          }
        });
  }

  private CompletableFuture<Optional<SubjectTokenSources>> sources() {
    return onBehalfOf.isEmpty()
        ? CompletableFuture.completedFuture(Optional.empty())
        : CompletableFuture.supplyAsync(
            () ->
                onBehalfOf.map(
                    entra ->
                        entra.sources(
                            http.get(), config.limits().tokenCache(), clock, noticed.servers())),
            BESIDE);
  }

  private Set<String> teamsScopes() {
    return config.subject(ExchangeRoute.TEAMS).scopeNames(config.cloud());
  }

  private Map<ExchangeRoute, TokenExchange> exchanges(
      EntraTokenVerifier verifier, TokenIssuer issuer, Optional<SubjectTokenSources> sources) {
    SharedIssuance issuance =
        new SharedIssuance(
            issuer,
            config.resource().endpoint().toString(),
            config.limits().tokenCache(),
            new UserLimit(config.limits().userExchanges(), clock),
            config.limits().concurrentExchanges(),
            clock);
    Map<ExchangeRoute, TokenExchange> exchanges = new EnumMap<>(ExchangeRoute.class);
    config
        .subjects()
        .forEach(
            (route, required) -> {
              AuthenticationAssembly assembly =
                  new AuthenticationAssembly(
                      config, required, verifier, sources, noticed.unknownKey());
              exchanges.put(
                  route,
                  new TokenExchange(route, assembly.authentication(), assembly.policy(), issuance));
            });
    return exchanges;
  }
}
