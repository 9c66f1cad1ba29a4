package io.acsbroker.local.net;

import java.io.Serial;
import java.net.ProtocolException;

/** What came is no request; nobody knows where the next one would begin. */
final class MalformedRequestException extends ProtocolException {
  @Serial private static final long serialVersionUID = 1L;

  private final int status;
  private final String sentence;

  /**
   * @param status what it is answered with
   * @param sentence for the body of that answer
   */
  MalformedRequestException(int status, String sentence) {
    super(sentence);
    this.status = status;
    this.sentence = sentence;
  }

  /** What the client is told before the connection ends. */
  CannedAnswer answer() {
    return CannedAnswer.text(status, sentence + "\n");
  }
}
