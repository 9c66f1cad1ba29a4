package io.acsbroker.deployment;

import java.io.Serial;

/** Why nothing is checked at all: one sentence for the operator, with no token in it. */
final class UnusableInputException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  UnusableInputException(String sentence) {
    super(sentence);
  }
}
