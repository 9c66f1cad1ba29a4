package io.acsbroker.deployment;

import io.acsbroker.net.NoAnswer;
import io.acsbroker.net.NoAnswerException;
import java.io.IOException;
import java.io.Serial;

/** The broker has not answered: nobody has, or somebody else. */
final class NoBrokerException extends IOException {
  @Serial private static final long serialVersionUID = 1L;

  private final transient Diagnosis diagnosis;

  /** Somebody else has answered. */
  NoBrokerException(Diagnosis diagnosis) {
    super(diagnosis.came());
    this.diagnosis = diagnosis;
  }

  /** Nobody has answered; the cause's own message may quote a request, and is not printed. */
  NoBrokerException(Diagnosis diagnosis, IOException cause) {
    super(diagnosis.came(), cause);
    this.diagnosis = diagnosis;
  }

  /** Whether the connection was there, and a second request may find the app awake. */
  boolean isLate() {
    return getCause() instanceof NoAnswerException none && none.kind() == NoAnswer.TIMED_OUT;
  }

  Diagnosis diagnosis() {
    return diagnosis;
  }
}
