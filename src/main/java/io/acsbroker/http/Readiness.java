package io.acsbroker.http;

import com.microsoft.azure.functions.HttpMethod;
import io.acsbroker.exchange.TokenExchange;
import io.acsbroker.outcome.ExchangeOutcome;
import io.acsbroker.token.Deadline;
import io.acsbroker.token.ExchangeRoute;
import io.acsbroker.token.ReadinessProblem;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;

/** Whether the broker can serve, as it stood when the functions were loaded. */
public sealed interface Readiness {
  /** Answers as a broker that serves does, or with what keeps this one from serving. */
  LoggedAnswer answer(Function<Ready, LoggedAnswer> serving);

  /**
   * It serves.
   *
   * @param exchanges one for each route, which may still be in the making
   * @param deadline how long a request may take
   * @param callers whether requests carry a caller token
   * @param identities whether users get ACS identities of their own
   * @param noticed what stands in the way of exchanges, as requests have shown; asks nobody
   * @param metadata what clients can learn of the routes; empty where the broker does not know its
   *     own address
   */
  record Ready(
      CompletableFuture<Map<ExchangeRoute, TokenExchange>> exchanges,
      Duration deadline,
      boolean callers,
      Identities identities,
      Supplier<List<ReadinessProblem>> noticed,
      Optional<ResourceMetadata> metadata)
      implements Readiness {
    @Override
    public LoggedAnswer answer(Function<Ready, LoggedAnswer> serving) {
      return serving.apply(this);
    }

    /** The methods that a request for a token may have. */
    List<HttpMethod> methods() {
      return callers ? List.of(HttpMethod.GET, HttpMethod.POST) : List.of(HttpMethod.POST);
    }

    /** Adds to a challenge of a route where its metadata is, where there is some. */
    LoggedAnswer challenging(String route, LoggedAnswer answer) {
      return metadata.isPresent() ? answer.withMetadata(metadata.get().address(route)) : answer;
    }

    /** The exchange of a route; empty where it is not made before the deadline. */
    Optional<TokenExchange> exchange(ExchangeRoute route, Deadline within) {
      Optional<Map<ExchangeRoute, TokenExchange>> made = within.await(exchanges);
      return made.isPresent()
          ? Optional.of(Objects.requireNonNull(made.get().get(route)))
          : Optional.empty();
    }
  }

  /**
   * It started, and answers every exchange with this outcome.
   *
   * @param problem why
   */
  record NotReady(ExchangeOutcome outcome, ReadinessProblem problem) implements Readiness {
    @Override
    public LoggedAnswer answer(Function<Ready, LoggedAnswer> serving) {
      return LoggedAnswer.with(OutcomeAnswer.to(outcome));
    }
  }
}
