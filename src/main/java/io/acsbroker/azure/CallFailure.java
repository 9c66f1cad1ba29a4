package io.acsbroker.azure;

import io.acsbroker.net.AnswerTooLargeException;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * What it means when a client of the SDK throws, and no answer with it.
 *
 * @param unreachable whether nobody could be asked, so that asking again may help; otherwise the
 *     answer cannot be understood
 * @param diagnosis the kind of failure, without its text, which may quote what was sent
 */
public record CallFailure(boolean unreachable, String diagnosis) {
  private static final int CAUSES_LOOKED_AT = 10;

  /** Looks for the cause. A thread that was interrupted is interrupted again afterwards. */
  public static CallFailure of(RuntimeException failure) {
    List<Throwable> causes =
        Stream.<Throwable>iterate(failure, cause -> cause != null, Throwable::getCause)
            .limit(CAUSES_LOOKED_AT)
            .toList();
    boolean interrupted = causes.stream().anyMatch(InterruptedException.class::isInstance);
    if (interrupted) {
      // The SDK forgets it, and whoever asks again must not
      Thread.currentThread().interrupt();
    }
    return new CallFailure(
        interrupted || causes.stream().anyMatch(CallFailure::isSilence),
        causes.getLast().getClass().getName());
  }

  private static boolean isSilence(Throwable cause) {
    return cause instanceof TimeoutException
        || (cause instanceof IOException && !(cause instanceof AnswerTooLargeException));
  }
}
