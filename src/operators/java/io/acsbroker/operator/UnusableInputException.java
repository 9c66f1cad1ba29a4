package io.acsbroker.operator;

import java.io.Serial;

/** Why nothing is done at all: one sentence for the operator, with no secret in it. */
public final class UnusableInputException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  public UnusableInputException(String sentence) {
    super(sentence);
  }
}
