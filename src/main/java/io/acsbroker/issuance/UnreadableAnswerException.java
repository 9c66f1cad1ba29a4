package io.acsbroker.issuance;

import java.io.Serial;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes an answer that cannot be understood past the SDK, which would hide what is wrong. */
final class UnreadableAnswerException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final @Nullable String identity;
  private final @Nullable String correlationId;

  /**
   * @param diagnosis what is wrong, and nothing of the answer itself
   * @param identity the id of the identity that the answer is of, where it has one
   * @param correlationId ACS's own id of the answer
   */
  UnreadableAnswerException(
      String diagnosis, Optional<String> identity, Optional<String> correlationId) {
    super(diagnosis);
    this.identity = identity.orElse(null);
    this.correlationId = correlationId.orElse(null);
  }

  Optional<String> identity() {
    return Optional.ofNullable(identity);
  }

  String diagnosis() {
    return String.valueOf(getMessage());
  }

  Optional<String> correlationId() {
    return Optional.ofNullable(correlationId);
  }
}
