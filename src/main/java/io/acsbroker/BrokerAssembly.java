package io.acsbroker;

import io.acsbroker.admission.UserLimit;
import io.acsbroker.config.BrokerConfig;
import io.acsbroker.config.EntraCallers;
import io.acsbroker.delegation.OnBehalfOfFlow;
import io.acsbroker.delegation.SubjectTokenSources;
import io.acsbroker.exchange.SharedIssuance;
import io.acsbroker.exchange.TokenExchange;
import io.acsbroker.http.Identities;
import io.acsbroker.http.Readiness;
import io.acsbroker.http.RestOfStart;
import io.acsbroker.issuance.AcsIssuance;
import io.acsbroker.issuance.TokenIssuer;
import io.acsbroker.net.Lazy;
import io.acsbroker.subject.EntraTokenVerifier;
import io.acsbroker.subject.EntraVerifierSettings;
import io.acsbroker.subject.ForeignTokenVerifier;
import io.acsbroker.telemetry.BrokerMetrics;
import io.acsbroker.token.Deadline;
import io.acsbroker.token.ExchangeRoute;
import io.acsbroker.users.UserIdentities;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.logging.Logger;

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

  private static final Executor BESIDE =
      task -> Thread.ofPlatform().daemon().name("start").start(task);

  private final BrokerConfig config;
  private final BrokerMetrics metrics;
  private final InstantSource clock;
  private final NoticedFailures noticed;

  /** One for all, so that there is one pool of connections and one TLS context. */
  private final Supplier<HttpClient> http;

  private final EntraVerifierSettings verification;
  private final AcsIssuance acs;
  private final Optional<OnBehalfOfFlow> onBehalfOf;
  private final Optional<Supplier<SubjectTokenSources>> sources;

  /** One for all routes, so that an issuer's keys are fetched once. */
  private final Optional<Supplier<ForeignTokenVerifier>> others;

  /**
   * @param http may be under way: whoever needs it first waits for it
   */
  BrokerAssembly(
      BrokerConfig config, Supplier<HttpClient> http, BrokerMetrics metrics, InstantSource clock) {
    this.http = http;
    this.metrics = metrics;
    this.config = config;
    this.clock = clock;
    this.noticed = NoticedFailures.by(clock);
    this.verification =
        new EntraVerifierSettings(
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
        config.entraCallers().isPresent() ? flow(config.entraCallers().get()) : Optional.empty();
    this.sources =
        onBehalfOf.isPresent() ? Optional.of(sources(onBehalfOf.get())) : Optional.empty();
    this.others =
        config.callerIssuers().isEmpty()
            ? Optional.empty()
            : Optional.of(new Lazy<>(this::othersVerifier));
  }

  private ForeignTokenVerifier othersVerifier() {
    ForeignTokenVerifier verifier =
        ForeignTokenVerifier.of(
            config.callerIssuers(), config.clockSkew(), http.get(), clock, this::keysFetched);
    // What fails is logged by the fetch that fails
    var unused = beside(() -> verifier.prepare(Deadline.in(START_LIMIT)));
    return verifier;
  }

  private Optional<OnBehalfOfFlow> flow(EntraCallers callers) {
    return callers
        .onBehalfOf()
        .map(
            credential ->
                new OnBehalfOfFlow(
                    callers.api(), config.cloud(), config.authorityHost(), credential));
  }

  private Supplier<SubjectTokenSources> sources(OnBehalfOfFlow entra) {
    return new Lazy<>(
        () -> entra.sources(http.get(), config.limits().tokenCache(), clock, noticed.servers()));
  }

  /**
   * Begins what the first exchange needs, and does not wait: keys, sign-in and connection first,
   * which wait for others meanwhile, and each on its own.
   */
  BrokerStart start() {
    CompletableFuture<EntraTokenVerifier> verifier =
        CompletableFuture.supplyAsync(this::verifier, BESIDE);
    Identities identities =
        new IdentityAssembly(config, http, acs, noticed.table(), clock)
            .identities(verifier, others);
    Readiness readiness =
        new Readiness.Ready(
            verifier.thenApply(this::exchanges),
            config.limits().deadline(),
            config.callers().isPresent(),
            identities,
            noticed::problems,
            config.publicUrl().isPresent()
                ? Optional.of(ResourceMetadataAssembly.of(config, config.publicUrl().get()))
                : Optional.empty());
    List<Runnable> rest = new ArrayList<>();
    rest.add(HAS_PROCESSOR_TO_SPARE ? begun(rehearsals()) : this::rehearse);
    if (identities instanceof Identities.On(var making)) {
      // They wait for nobody's rehearsal: their table is no part of an exchange
      rest.add(
          () -> {
            UserIdentities unused = making.join().get();
          });
    }
    return new BrokerStart(readiness, rest);
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
  private List<Runnable> rehearsals() {
    List<Runnable> rehearsals = new ArrayList<>(List.of(acs::rehearse, verification::rehearse));
    if (onBehalfOf.isPresent()) {
      rehearsals.add(this::signInAtEntra);
      rehearsals.add(onBehalfOf.get()::rehearse);
    }
    return rehearsals;
  }

  private void signInAtEntra() {
    sources
        .flatMap(made -> made.get().of(teamsScopes()).prepare())
        .ifPresent(BrokerAssembly::notYet);
  }

  /** One after the other, when it is time for them. */
  private void rehearse() {
    rehearsals().forEach(RestOfStart::guarded);
  }

  /** All at once and now; who runs the result waits for their ends. */
  private static Runnable begun(List<Runnable> rehearsals) {
    List<CompletableFuture<Void>> begun = new ArrayList<>();
    for (Runnable rehearsal : rehearsals) {
      begun.add(beside(rehearsal));
    }
    return () -> begun.forEach(CompletableFuture::join);
  }

  private void keysFetched(String tenantOrIssuer, Optional<String> failure) {
    metrics.countKeyFetch(failure.isEmpty());
    failure.ifPresent(why -> LOG.warning(why));
  }

  private static void notYet(Object problem) {
    LOG.warning("Not ready at the start: " + problem);
  }

  /** Runs a part of a start on a thread of its own. */
  static CompletableFuture<Void> beside(Runnable task) {
    return CompletableFuture.runAsync(() -> RestOfStart.guarded(task), BESIDE);
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
    for (ExchangeRoute route : ExchangeRoute.values()) {
      AuthenticationAssembly assembly =
          new AuthenticationAssembly(
              config,
              config.subject(route),
              verifier,
              others.isPresent() ? Optional.of(others.get().get()) : Optional.empty(),
              sources,
              noticed.unknownKey());
      exchanges.put(
          route, new TokenExchange(route, assembly.authentication(), assembly.policy(), issuance));
    }
    return exchanges;
  }
}
