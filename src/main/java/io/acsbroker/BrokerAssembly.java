package io.acsbroker;

import io.acsbroker.admission.UserLimit;
import io.acsbroker.config.BrokerConfig;
import io.acsbroker.delegation.OnBehalfOfFlow;
import io.acsbroker.delegation.SubjectTokenSources;
import io.acsbroker.exchange.SharedIssuance;
import io.acsbroker.exchange.TokenExchange;
import io.acsbroker.http.Identities;
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
import io.acsbroker.users.UserIdentities;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * Makes the rooms from the settings, and ready for the first request, beside the worker, which goes
 * on loading functions meanwhile: first what that request cannot do without.
 */
final class BrokerAssembly {
  private static final Logger LOG = Logger.getLogger(BrokerAssembly.class.getName());

  /** Longer than a request may take: nobody waits for it. */
  private static final Duration START_LIMIT = Duration.ofMinutes(1);

  /**
   * What is done beside the first exchange is done before it on one processor. On two, a rehearsal
   * has its classes loaded by the time that they are needed.
   */
  private static final boolean HAS_PROCESSOR_TO_SPARE =
      Runtime.getRuntime().availableProcessors() > 1;

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
  private final Optional<Supplier<SubjectTokenSources>> sources;

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
    this.sources =
        onBehalfOf.map(
            entra ->
                new Lazy<>(
                    () ->
                        entra.sources(
                            http.get(), config.limits().tokenCache(), clock, noticed.servers())));
  }

  /**
   * Begins what the first exchange needs, and does not wait: keys, sign-in and connection first,
   * which wait for others meanwhile, and each on its own.
   */
  BrokerStart start() {
    CompletableFuture<EntraTokenVerifier> verifier =
        CompletableFuture.supplyAsync(this::verifier, BESIDE);
    Identities identities =
        new IdentityAssembly(config, http, acs, noticed.table(), clock).identities(verifier);
    Readiness readiness =
        new Readiness.Ready(
            verifier.thenApply(this::exchanges),
            config.limits().deadline(),
            config.callers().isPresent(),
            identities,
            noticed::problems);
    List<Runnable> rehearsals =
        HAS_PROCESSOR_TO_SPARE
            ? rehearsals().map(BrokerAssembly::beside).<Runnable>map(begun -> begun::join).toList()
            : rehearsals().toList();
    return new BrokerStart(
        readiness, Stream.concat(rehearsals.stream(), made(identities)).toList());
  }

  private EntraTokenVerifier verifier() {
    EntraTokenVerifier verifier =
        verification.verifier(http.get(), clock, noticed.servers(), this::keysFetched);
    // What fails is logged by the fetch that fails
    var unused = beside(() -> verifier.prepare(Deadline.in(START_LIMIT)));
    return verifier;
  }

  private TokenIssuer issuer() {
    TokenIssuer issuer = acs.issuer();
    var unused =
        beside(() -> issuer.prepare(Deadline.in(START_LIMIT)).ifPresent(BrokerAssembly::notYet));
    return issuer;
  }

  /** What takes the classes of an exchange through their work without asking anybody. */
  private Stream<Runnable> rehearsals() {
    return Stream.concat(
        Stream.of(acs::rehearse, verification::rehearse),
        onBehalfOf.stream().flatMap(this::rehearsals));
  }

  private Stream<Runnable> rehearsals(OnBehalfOfFlow entra) {
    return Stream.of(
        () ->
            sources
                .flatMap(made -> made.get().of(teamsScopes()).prepare())
                .ifPresent(BrokerAssembly::notYet),
        entra::rehearse);
  }

  /** Identities wait for nobody's rehearsal: their table is no part of an exchange. */
  private static Stream<Runnable> made(Identities identities) {
    return identities instanceof Identities.On(var making)
        ? Stream.of(
            () -> {
              UserIdentities unused = making.join().get();
            })
        : Stream.of();
  }

  private void keysFetched(String tenant, Optional<String> failure) {
    metrics.countKeyFetch(failure.isEmpty());
    failure.ifPresent(why -> LOG.warning(why));
  }

  private static void notYet(Object problem) {
    LOG.warning("Not ready at the start: " + problem);
  }

  /** What fails here fails again, and is answered for, when a request needs it. */
  private static CompletableFuture<Void> beside(Runnable task) {
    return CompletableFuture.runAsync(
        () -> {
          try {
            task.run();
          } catch (RuntimeException | Error failure) {
            LOG.warning("Getting ready: " + FailureTrace.of(failure));
          }
        },
        BESIDE);
  }

  private Set<String> teamsScopes() {
    return config.subject(ExchangeRoute.TEAMS).scopeNames(config.cloud());
  }

  private Map<ExchangeRoute, TokenExchange> exchanges(EntraTokenVerifier verifier) {
    SharedIssuance issuance =
        new SharedIssuance(
            issuer(),
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
