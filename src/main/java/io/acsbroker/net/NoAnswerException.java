package io.acsbroker.net;

import java.io.IOException;
import java.io.Serial;
import java.net.URI;
import java.time.Duration;

/** A request has no answer. Its message is the sentence of {@link NoAnswer}, fit for a log. */
public final class NoAnswerException extends IOException {
  @Serial private static final long serialVersionUID = 1L;

  private final NoAnswer kind;

  NoAnswerException(Throwable failure, URI address, Duration atMost) {
    this(NoAnswer.of(failure), failure, address, atMost);
  }

  private NoAnswerException(NoAnswer kind, Throwable failure, URI address, Duration atMost) {
    super(kind.sentence(address, atMost), failure);
    this.kind = kind;
  }

  public NoAnswer kind() {
    return kind;
  }

  /** What happened, and with which host. */
  public String sentence() {
    return String.valueOf(getMessage());
  }
}
