package io.acsbroker.outcome;

import java.util.Optional;
import java.util.function.BiFunction;

/** The result of one step of admission: what the next step needs, or the outcome of the request. */
public sealed interface Step<T> {
  /** The step has passed. */
  record Passed<T>(T value, Trail trail) implements Step<T> {
    @Override
    public <U> Step<U> then(BiFunction<T, Trail, Step<U>> next) {
      return next.apply(value, trail);
    }
  }

  /** The request ends here. */
  record Stopped<T>(ExchangeOutcome outcome, Stage stage, Trail trail) implements Step<T> {
    @Override
    public <U> Step<U> then(BiFunction<T, Trail, Step<U>> next) {
      return new Stopped<>(outcome, stage, trail);
    }
  }

  /** The step of the rules: passed, unless there is something to refuse the request for. */
  static <T> Step<T> unless(Optional<Refusal> refusal, T value, Trail trail) {
    return refusal.isEmpty()
        ? new Passed<>(value, trail)
        : new Stopped<>(new ExchangeOutcome.Refused(refusal.get()), Stage.POLICY, trail);
  }

  /** Takes the next step where this one has passed. */
  <U> Step<U> then(BiFunction<T, Trail, Step<U>> next);
}
