package io.acsbroker.http;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import io.acsbroker.http.Answer.Problem;
import io.acsbroker.telemetry.RequestEvent;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * What all functions share: whatever happens inside, the client gets an answer and the operator one
 * line. Functions makes an empty 500 of an exception, and of some errors no answer at all.
 */
final class Reception {
  private static final int FRAMES_SHOWN = 8;

  private Reception() {}

  static HttpResponseMessage answer(
      HttpRequestMessage<?> request, ExecutionContext context, Supplier<Answer> function) {
    long start = System.nanoTime();
    String correlationId = context.getInvocationId();
    Answer answer = guarded(function);
    HttpResponseMessage response = ResponseWriter.write(request, answer, correlationId);
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    event(answer, context.getFunctionName(), correlationId, took).logTo(context.getLogger());
    return response;
  }

  @SuppressWarnings("CatchAndPrintStackTrace")
  private static Answer guarded(Supplier<Answer> function) {
    try {
      return function.get();
    } catch (Throwable bug) {
      return new Problem(
          500,
          "internal_error",
          "Something is wrong with the broker itself. Its operator finds the correlation id in the"
              + " log.",
          trace(bug),
          null,
          null,
          null,
          null,
          null);
    }
  }

  /** Kind and place, without the message, which could quote a token. */
  private static String trace(Throwable bug) {
    return Arrays.stream(bug.getStackTrace())
        .limit(FRAMES_SHOWN)
        .map(StackTraceElement::toString)
        .collect(Collectors.joining(" < ", bug.getClass().getName() + " at ", ""));
  }

  private static RequestEvent event(
      Answer answer, String function, String correlationId, Duration took) {
    return switch (answer) {
      case Answer.Token token ->
          new RequestEvent(function, 200, "granted", "", correlationId, took);
      case Problem problem ->
          new RequestEvent(
              function, problem.status(), problem.code(), problem.reason(), correlationId, took);
    };
  }
}
