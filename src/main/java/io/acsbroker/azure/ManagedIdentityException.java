package io.acsbroker.azure;

import io.acsbroker.net.AnswerTooLargeException;
import io.acsbroker.net.NoAnswerException;
import java.io.Serial;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The managed identity's token cannot be had: the platform gave none, or none that is of use. */
public final class ManagedIdentityException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  /** What every diagnosis begins with. */
  public static final String BEGINNING = "managed identity: ";

  private static final String UNKNOWN = "no token, and no more is known";

  private final String diagnosis;

  ManagedIdentityException(Throwable cause) {
    super("The managed identity gave no token", cause);
    this.diagnosis = BEGINNING + flaw(cause).orElse(UNKNOWN);
  }

  private static Optional<String> flaw(@Nullable Throwable failure) {
    return switch (failure) {
      case null -> Optional.empty();
      case NoTokenException none -> Optional.of(none.flaw());
      case NoAnswerException none ->
          Optional.of(none.sentence() + ", which IDENTITY_ENDPOINT names");
      case AnswerTooLargeException large -> Optional.of(large.sentence());
      case TimeoutException late -> Optional.of("no answer before the request's deadline");
      case Throwable other -> flaw(other.getCause());
    };
  }

  /** What is wrong, without any text of the platform's, which may quote what was sent. */
  public String diagnosis() {
    return diagnosis;
  }
}
