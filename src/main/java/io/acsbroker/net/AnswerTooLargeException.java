package io.acsbroker.net;

import java.io.IOException;

/** The body of an answer is larger than whoever asked is willing to read. */
public final class AnswerTooLargeException extends IOException {
  private static final long serialVersionUID = 1L;

  AnswerTooLargeException(int maxBytes) {
    super("more than " + maxBytes + " bytes in the answer");
  }

  /** How much was too much, fit for a log. */
  public String sentence() {
    return String.valueOf(getMessage());
  }
}
