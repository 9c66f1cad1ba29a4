package io.acsbroker.exchange;

import io.acsbroker.admission.Budget;
import io.acsbroker.admission.UserLimit;
import io.acsbroker.exchange.IssuanceResult.Answered;
import io.acsbroker.exchange.IssuanceResult.Late;
import io.acsbroker.exchange.IssuanceResult.OverLimit;
import io.acsbroker.issuance.AcsReport;
import io.acsbroker.issuance.Issuance;
import io.acsbroker.issuance.Issuance.Cause;
import io.acsbroker.issuance.Issuance.Unavailable;
import io.acsbroker.issuance.TokenIssuer;
import io.acsbroker.net.AwaitedWork;
import io.acsbroker.net.SharedAnswers;
import io.acsbroker.net.SharedAnswers.Known;
import io.acsbroker.outcome.ExchangeSubject;
import io.acsbroker.outcome.ExchangeSubject.Verified;
import io.acsbroker.outcome.Source;
import io.acsbroker.outcome.TooManyRequests;
import io.acsbroker.token.Deadline;
import io.acsbroker.token.ExchangeRoute;
import io.acsbroker.token.HashKey;
import io.acsbroker.token.ReadinessProblem;
import io.acsbroker.token.Subject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

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
  private final IssuanceThreads threads;
  private final Duration lastWords;

  /**
   * @param resource the ACS resource that the issuer asks: its tokens are good for no other
   * @param lifetime how long an issued token is remembered at most; zero where none is
   * @param userLimit of the exchanges of one user that reach ACS
   * @param concurrentCalls how many calls to ACS there are at the same time by each route
   */
  public SharedIssuance(
      TokenIssuer issuer,
      String resource,
      Duration lifetime,
      UserLimit userLimit,
      int concurrentCalls,
      InstantSource clock) {
    this(issuer, resource, lifetime, userLimit, concurrentCalls, clock, LAST_WORDS);
  }

  /**
   * @param lastWords how long what is cut off may take to say how far it came
   */
  SharedIssuance(
      TokenIssuer issuer,
      String resource,
      Duration lifetime,
      UserLimit userLimit,
      int concurrentCalls,
      InstantSource clock,
      Duration lastWords) {
    this.issuer = issuer;
    this.resource = resource;
    this.clock = clock;
    this.lifetime = lifetime;
    this.memory = memory(lifetime, clock);
    this.userLimit = userLimit;
    this.threads = new IssuanceThreads(concurrentCalls);
    this.lastWords = lastWords;
  }

  /** Has a bound in entries and in bytes; the end of an entry is checked when it is read. */
  static SharedAnswers<IssuanceResult> memory(Duration lifetime, InstantSource clock) {
    return new SharedAnswers<>(
        clock,
        IssuanceResult::goodUntil,
        obtained -> Math.max(obtained.bytes(), MAX_BYTES / MAX_ENTRIES),
        MAX_BYTES,
        lifetime);
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
              : lead(new SharedCall(key, route, subject, budget, own), deadline);
      // Whoever led may have had less time left than this request has
      boolean again = result instanceof Late && !deadline.hasPassed();
      if (!again || Thread.currentThread().isInterrupted()) {
        return result;
      }
    }
  }

  /** What makes two exchanges the same: one token's exchange by one route at one resource. */
  static HashKey key(ExchangeRoute route, String resource, ExchangeSubject subject) {
    // A token that nobody but ACS has looked at is looked at every time
    return subject instanceof Verified
        ? HashKey.of(
            List.of(
                route.name(),
                resource,
                subject.token().fingerprint(),
                subject.subject().tenant().value(),
                subject.subject().user().value(),
                subject.client().value()))
        : HashKey.of(List.of(UUID.randomUUID().toString()));
  }

  /** What stands in the way of asking ACS; empty where nothing does. */
  Optional<ReadinessProblem> prepare(Deadline deadline) {
    return issuer.prepare(deadline);
  }

  private static IssuanceResult join(Known<IssuanceResult> same, Deadline deadline) {
    IssuanceResult result = await(same.request(), deadline);
    return result instanceof Answered answered
        ? answered.from(same.remembered() ? Source.MEMORY : Source.SHARED)
        : result;
  }

  private IssuanceResult lead(SharedCall call, Deadline deadline) {
    try {
      return asked(call, call.subject().subject(), deadline);
    } catch (RuntimeException | Error bug) {
      memory.fail(call.key(), call.result(), bug);
      throw bug;
    }
  }

  private IssuanceResult asked(SharedCall call, Subject user, Deadline deadline) {
    // Before the turn, since nobody shall wait only to hear it
    Optional<AcsReport<Issuance>> leftAlone = issuer.leftAlone(call.route(), user);
    if (leftAlone.isPresent()) {
      return unasked(call, Answered.now(leftAlone.get(), call.subject(), Instant.MIN));
    }
    Optional<Duration> tooMany = call.budget().take(user);
    if (tooMany.isPresent()) {
      return ended(call, new OverLimit(TooManyRequests.until(tooMany.get())));
    }
    AwaitedWork<IssuanceResult> work =
        new AwaitedWork<>(user, deadline, () -> ended(call, answer(call, deadline)));
    return switch (threads.start(call.route(), work)) {
      case ACCEPTED -> awaited(work, call, deadline);
      case USER_HAS_ENOUGH -> unasked(call, new OverLimit(TooManyRequests.atOnce()));
      case FULL -> unasked(call, Answered.now(full(), call.subject(), Instant.MIN));
    };
  }

  private IssuanceResult unasked(SharedCall call, IssuanceResult result) {
    call.budget().nobodyAsked();
    return ended(call, result);
  }

  private IssuanceResult ended(SharedCall call, IssuanceResult result) {
    memory.end(call.key(), call.result(), result);
    return result;
  }

  private static AcsReport<Issuance> full() {
    return AcsReport.unasked(
        new Unavailable(
            Cause.ACS_UNAVAILABLE,
            Optional.of(Unavailable.DEFAULT_RETRY_AFTER),
            "not asked, since too many requests are under way"));
  }

  private IssuanceResult awaited(
      AwaitedWork<IssuanceResult> work, SharedCall call, Deadline deadline) {
    Optional<IssuanceResult> result = work.await(deadline);
    if (result.isPresent()) {
      return result.get();
    }
    if (!work.hasBegun()) {
      return unasked(call, new Late(Optional.empty()));
    }
    // What is cut off says at once how far it came
    await(call.result(), Deadline.in(lastWords));
    memory.end(call.key(), call.result(), new Late(Optional.empty()));
    return call.result().join();
  }

  private IssuanceResult answer(SharedCall call, Deadline deadline) {
    AcsReport<Issuance> report = issuer.issue(call.request(), deadline);
    call.settle(report);
    boolean cutOff = deadline.hasPassed() || Thread.currentThread().isInterrupted();
    return report.answer() instanceof Unavailable && cutOff
        ? new Late(Optional.of(report))
        : Answered.now(report, call.subject(), clock.instant().plus(lifetime));
  }

  private static IssuanceResult await(
      CompletableFuture<IssuanceResult> exchange, Deadline deadline) {
    return deadline.await(exchange).orElseGet(() -> new Late(Optional.empty()));
  }
}
