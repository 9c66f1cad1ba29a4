package io.acsbroker.telemetry;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Kind and place of a failure and of its causes, without messages, which could quote a token. */
public final class FailureTrace {
  private static final int CAUSES_SHOWN = 4;
  private static final int FRAMES_SHOWN = 8;

  private FailureTrace() {}

  /** Returns one line. */
  public static String of(Throwable failure) {
    return Stream.<Throwable>iterate(failure, cause -> cause != null, Throwable::getCause)
        .limit(CAUSES_SHOWN)
        .map(FailureTrace::frames)
        .collect(Collectors.joining(" caused by "));
  }

  private static String frames(Throwable failure) {
    return Arrays.stream(failure.getStackTrace())
        .limit(FRAMES_SHOWN)
        .map(StackTraceElement::toString)
        .collect(Collectors.joining(" < ", failure.getClass().getName() + " at ", ""));
  }
}
