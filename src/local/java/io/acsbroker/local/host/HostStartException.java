package io.acsbroker.local.host;

import java.io.Serial;

/**
 * Why the host does not start: one sentence for the developer, with no value of a setting in it.
 */
public final class HostStartException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  /** A reason that nothing else caused. */
  public HostStartException(String sentence) {
    super(sentence);
  }

  /** A reason with what caused it; the sentence does not repeat the cause's message. */
  public HostStartException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
