package io.acsbroker.http;

import io.acsbroker.http.Answer.Problem;
import io.acsbroker.outcome.RefusalCode;
import java.util.function.Function;

/** The result of reading a part of a request: a value, or what is wrong with the request. */
sealed interface RequestReading<T> {
  /** Reads the next part, where this one could be read. */
  default <U> RequestReading<U> then(Function<T, RequestReading<U>> next) {
    return switch (this) {
      case Read<T>(T value) -> next.apply(value);
      case Refused<T>(Problem problem) -> new Refused<>(problem);
    };
  }

  record Read<T>(T value) implements RequestReading<T> {}

  record Refused<T>(Problem problem) implements RequestReading<T> {
    static <T> Refused<T> because(int status, RefusalCode code, String detail) {
      return new Refused<>(Problem.of(status, code, detail));
    }
  }
}
