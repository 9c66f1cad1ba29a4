package io.acsbroker.outcome;

import java.util.function.BiFunction;

/** How a part of the way ended: with what the next part needs, or with the answer. */
public sealed interface Step<T> {
  /** On it goes. */
  record On<T>(T value, Trail trail) implements Step<T> {}

  /** Here it ends. */
  record End<T>(ExchangeOutcome outcome, Stage stage, Trail trail) implements Step<T> {}

  /** Takes the next part of the way, where there is one. */
  default <U> Step<U> then(BiFunction<T, Trail, Step<U>> next) {
    return switch (this) {
      case On<T>(T value, Trail trail) -> next.apply(value, trail);
      case End<T>(var outcome, var stage, var trail) -> new End<>(outcome, stage, trail);
    };
  }
}
