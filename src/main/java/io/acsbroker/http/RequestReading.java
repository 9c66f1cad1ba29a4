package io.acsbroker.http;

import io.acsbroker.http.Answer.Problem;
import io.acsbroker.outcome.RefusalCode;
import java.util.function.Function;

/** The result of reading a part of a request: a value, or what is wrong with the request. */
sealed interface RequestReading<T> {
  /** Reads the next part, where this one could be read. */
  <U> RequestReading<U> then(Function<T, RequestReading<U>> next);

  /** Answers what was read, or says what is wrong with the request. */
  LoggedAnswer answer(Function<T, LoggedAnswer> next);

  record Read<T>(T value) implements RequestReading<T> {
    @Override
    public <U> RequestReading<U> then(Function<T, RequestReading<U>> next) {
      return next.apply(value);
    }

    @Override
    public LoggedAnswer answer(Function<T, LoggedAnswer> next) {
      return next.apply(value);
    }
  }

  record Refused<T>(Problem problem) implements RequestReading<T> {
    @Override
    public <U> RequestReading<U> then(Function<T, RequestReading<U>> next) {
      return new Refused<>(problem);
    }

    @Override
    public LoggedAnswer answer(Function<T, LoggedAnswer> next) {
      return LoggedAnswer.with(problem);
    }

    static <T> Refused<T> because(RefusalCode code, String detail) {
      return new Refused<>(Problem.of(code, detail));
    }
  }
}
