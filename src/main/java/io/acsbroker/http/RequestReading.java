package io.acsbroker.http;

import io.acsbroker.http.Answer.Problem;

/** What came of reading a part of a request: a value, or what is wrong with the request. */
sealed interface RequestReading<T> {
  record Read<T>(T value) implements RequestReading<T> {}

  record Refused<T>(Problem problem) implements RequestReading<T> {
    static <T> Refused<T> because(int status, String code, String detail) {
      return new Refused<>(Problem.of(status, code, detail));
    }
  }
}
