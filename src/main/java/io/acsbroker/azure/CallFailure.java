package io.acsbroker.azure;

import io.acsbroker.net.AnswerTooLargeException;
import io.acsbroker.net.NoAnswerException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * What it means when a client of the SDK throws, and no answer with it.
 *
 * @param unreachable whether nobody could be asked, so that asking again may help; otherwise the
 *     answer cannot be understood
 * @param diagnosis what happened in words of the broker's: the failure's own may quote what was
 *     sent
 */
public record CallFailure(boolean unreachable, String diagnosis) {
  /** What is said of an answer that the SDK makes nothing of. */
  public static final String UNREADABLE = "an answer that cannot be read";

  /** What is said where the broker itself went, at its deadline. */
  public static final String GIVEN_UP = "given up at the request's deadline";

  /** What is said of a connection of which nothing more is known. */
  public static final String BROKEN = "no answer, and no more is known";

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
    boolean unreachable = interrupted || causes.stream().anyMatch(CallFailure::isSilence);
    return new CallFailure(
        unreachable,
        interrupted ? GIVEN_UP : sentence(causes).orElse(unreachable ? BROKEN : UNREADABLE));
  }

  private static Optional<String> sentence(List<Throwable> causes) {
    return causes.stream().map(CallFailure::sentence).flatMap(Optional::stream).findFirst();
  }

  private static Optional<String> sentence(Throwable cause) {
    return switch (cause) {
      case NoAnswerException none -> Optional.of(none.sentence());
      case AnswerTooLargeException large -> Optional.of(large.sentence());
      default -> Optional.empty();
    };
  }

  private static boolean isSilence(Throwable cause) {
    return cause instanceof TimeoutException
        || (cause instanceof IOException && !(cause instanceof AnswerTooLargeException));
  }
}
