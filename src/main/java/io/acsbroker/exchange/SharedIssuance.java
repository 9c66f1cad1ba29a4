package io.acsbroker.exchange;

import com.github.benmanes.caffeine.cache.Caffeine;
import io.acsbroker.admission.Budget;
import io.acsbroker.admission.UserLimit;
import io.acsbroker.exchange.IssuanceResult.Answered;
import io.acsbroker.exchange.IssuanceResult.Late;
import io.acsbroker.exchange.IssuanceResult.TooMany;
import io.acsbroker.issuance.AcsReport;
import io.acsbroker.issuance.Issuance;
import io.acsbroker.issuance.Issuance.RefusalReason;
import io.acsbroker.issuance.Issuance.Unavailable;
import io.acsbroker.issuance.IssuanceRequest;
import io.acsbroker.issuance.TokenIssuer;
import io.acsbroker.net.SharedAnswers;
import io.acsbroker.net.SharedAnswers.Known;
import io.acsbroker.outcome.ExchangeSubject;
import io.acsbroker.outcome.ExchangeSubject.Unread;
import io.acsbroker.outcome.ExchangeSubject.Verified;
import io.acsbroker.outcome.Source;
import io.acsbroker.token.Deadline;
import io.acsbroker.token.ExchangeRoute;
import io.acsbroker.token.HashKey;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Has ACS asked once for all who want the same at the same time, and remembers what it issued. Who
 * may have it is decided before, at every request.
 */
public final class SharedIssuance {
  private static final Duration LAST_WORDS = Duration.ofMillis(100);
  private static final int MAX_BYTES = 16 << 20;
  private static final int MAX_ENTRIES = 10_000;

  private final TokenIssuer issuer;
  private final String resource;
  private final InstantSource clock;
  private final Duration lifetime;
  private final SharedAnswers<IssuanceResult> memory;
  private final UserLimit userLimit;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(Thread.ofPlatform().daemon().name("issuance-", 0).factory());

  /**
   * @param resource the ACS resource that the issuer asks: its tokens are good for no other
   * @param lifetime how long an issued token is remembered at most; zero where none is
   * @param userLimit of the exchanges of one user that reach ACS
   */
  public SharedIssuance(
      TokenIssuer issuer,
      String resource,
      Duration lifetime,
      UserLimit userLimit,
      InstantSource clock) {
    this.issuer = issuer;
    this.resource = resource;
    this.clock = clock;
    this.lifetime = lifetime;
    this.memory = memory(lifetime, clock);
    this.userLimit = userLimit;
  }

  /** Has a bound in entries and in bytes; the end of an entry is checked when it is read. */
  static SharedAnswers<IssuanceResult> memory(Duration lifetime, InstantSource clock) {
    return new SharedAnswers<>(
        clock,
        IssuanceResult::goodUntil,
        Caffeine.newBuilder()
            .maximumWeight(MAX_BYTES)
            .weigher(
                (HashKey key, IssuanceResult obtained) ->
                    Math.max(obtained.bytes(), MAX_BYTES / MAX_ENTRIES))
            .expireAfterWrite(lifetime.isZero() ? Duration.ofMinutes(1) : lifetime));
  }

  /** What one request by this route may spend. */
  Budget budget(ExchangeRoute route) {
    return userLimit.budget(route.name());
  }

  /**
   * Has a token issued, or remembers one. Waits until the deadline at most.
   *
   * @param budget is taken before ACS is asked
   * @throws IllegalStateException where the issuer has a bug
   */
  IssuanceResult obtain(
      ExchangeRoute route, ExchangeSubject subject, Budget budget, Deadline deadline) {
    HashKey key = key(route, resource, subject);
    while (true) {
      CompletableFuture<IssuanceResult> own = new CompletableFuture<>();
      Optional<Known<IssuanceResult>> same = memory.sameOrEnter(key, own);
      IssuanceResult result =
          same.isPresent()
              ? join(same.get(), deadline)
              : lead(new Flight(key, route, subject, budget, own), deadline);
      // Whoever led may have had less time left than this request has
      boolean again = result instanceof Late && !deadline.hasPassed();
      if (!again || Thread.currentThread().isInterrupted()) {
        return result;
      }
    }
  }

  /** What makes two exchanges the same: one token's exchange by one route at one resource. */
  static HashKey key(ExchangeRoute route, String resource, ExchangeSubject subject) {
    return switch (subject) {
      case Verified verified ->
          HashKey.of(
              List.of(
                  route.name(),
                  resource,
                  subject.token().value(),
                  subject.subject().tenant().value(),
                  subject.subject().user().value(),
                  subject.client().value()));
      // Nobody but ACS has looked at the token, so ACS looks every time
      case Unread unread -> HashKey.of(List.of(UUID.randomUUID().toString()));
    };
  }

  /**
   * One call to ACS.
   *
   * @param budget of the request for which ACS is asked
   * @param result for all who wait
   */
  private record Flight(
      HashKey key,
      ExchangeRoute route,
      ExchangeSubject subject,
      Budget budget,
      CompletableFuture<IssuanceResult> result) {}

  /** What stands in the way of asking ACS, for the operator's log; empty where nothing does. */
  Optional<String> prepare(Deadline deadline) {
    return issuer.prepare(deadline);
  }

  private static IssuanceResult join(Known<IssuanceResult> same, Deadline deadline) {
    IssuanceResult result = await(same.request(), deadline);
    return result instanceof Answered answered
        ? answered.from(same.remembered() ? Source.MEMORY : Source.SHARED)
        : result;
  }

  private IssuanceResult lead(Flight flight, Deadline deadline) {
    Optional<Duration> tooMany = flight.budget().take(flight.subject().subject());
    if (tooMany.isPresent()) {
      IssuanceResult refused = new TooMany(tooMany.get());
      memory.end(flight.key(), flight.result(), refused);
      return refused;
    }
    Future<?> work;
    try {
      work = threads.submit(() -> ask(flight, deadline));
    } catch (RuntimeException | Error noThread) {
      memory.fail(flight.key(), flight.result(), noThread);
      throw noThread;
    }
    IssuanceResult result = await(flight.result(), deadline);
    if (!(result instanceof Late)) {
      return result;
    }
    work.cancel(true);
    // What is cut off says at once how far it came
    await(flight.result(), Deadline.in(LAST_WORDS));
    memory.end(flight.key(), flight.result(), new Late(Optional.empty()));
    return flight.result().join();
  }

  private void ask(Flight flight, Deadline deadline) {
    try {
      memory.end(flight.key(), flight.result(), asked(flight, deadline));
    } catch (RuntimeException | Error bug) {
      memory.fail(flight.key(), flight.result(), bug);
    }
  }

  private IssuanceResult asked(Flight flight, Deadline deadline) {
    ExchangeSubject subject = flight.subject();
    AcsReport<Issuance> report =
        issuer.issue(
            new IssuanceRequest(
                flight.route(), subject.token(), subject.client(), subject.subject()),
            deadline);
    settle(flight.budget(), subject, report);
    boolean cutOff = deadline.hasPassed() || Thread.currentThread().isInterrupted();
    return report.answer() instanceof Unavailable && cutOff
        ? new Late(Optional.of(report))
        : Answered.now(report, subject, clock.instant().plus(lifetime));
  }

  private static void settle(Budget budget, ExchangeSubject subject, AcsReport<Issuance> report) {
    if (report.tries() == 0) {
      budget.nobodyAsked();
    } else if (!counts(subject, report)) {
      budget.outage();
    }
  }

  /**
   * Whether ACS decided about this user; an outage, and what the broker got wrong, do not count.
   */
  private static boolean counts(ExchangeSubject subject, AcsReport<Issuance> report) {
    return switch (report.answer()) {
      case Issuance.Issued issued -> true;
      case Issuance.Unavailable unavailable -> false;
      case Issuance.Refused(RefusalReason reason, var diagnosis, var claims, var acsCode) ->
          // Whatever ACS says of a token that only ACS has read
          subject instanceof Unread || reason.isOfTheUser();
    };
  }

  private static IssuanceResult await(
      CompletableFuture<IssuanceResult> exchange, Deadline deadline) {
    return deadline.await(exchange).orElseGet(() -> new Late(Optional.empty()));
  }
}
