package io.acsbroker.outcome;

import java.util.Optional;
import java.util.function.BiFunction;

/** The result of one step of admission: what the next step needs, or the outcome of the request. */
public sealed interface Step<T> {
  /** The step has passed. */
  record Passed<T>(T value, Trail trail) implements Step<T> {}

  /** The request ends here. */
  record Stopped<T>(ExchangeOutcome outcome, Stage stage, Trail trail) implements Step<T> {}

  /** The step of the rules: passed, unless there is something to refuse the request for. */
  static <T> Step<T> unless(Optional<Refusal> refusal, T value, Trail trail) {
    return refusal.isEmpty()
        ? new Passed<>(value, trail)
        : new Stopped<>(new ExchangeOutcome.Forbidden(refusal.get()), Stage.POLICY, trail);
  }

  /** Takes the next step where this one has passed. */
  default <U> Step<U> then(BiFunction<T, Trail, Step<U>> next) {
    return switch (this) {
      case Passed<T>(T value, Trail trail) -> next.apply(value, trail);
      case Stopped<T>(var outcome, var stage, var trail) -> new Stopped<>(outcome, stage, trail);
    };
  }
}
