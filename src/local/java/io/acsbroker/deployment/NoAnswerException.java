package io.acsbroker.deployment;

import java.io.IOException;
import java.io.Serial;

/** A request was not answered. */
final class NoAnswerException extends IOException {
  @Serial private static final long serialVersionUID = 1L;

  private final String kind;

  NoAnswerException(IOException cause) {
    super(cause);
    kind = "no answer (" + cause.getClass().getSimpleName() + ")";
  }

  /** What happened, by its name alone: messages may quote a request. */
  String kind() {
    return kind;
  }
}
