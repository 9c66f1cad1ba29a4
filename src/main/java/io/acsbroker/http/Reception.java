package io.acsbroker.http;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import io.acsbroker.http.Answer.Problem;
import io.acsbroker.telemetry.FailureTrace;
import io.acsbroker.telemetry.RequestEvent;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * What all functions share: whatever happens inside, the client gets an answer and the operator one
 * line. Functions makes an empty 500 of an exception, and of some errors no answer at all.
 */
final class Reception {
  private Reception() {}

  static HttpResponseMessage answer(
      HttpRequestMessage<?> request, ExecutionContext context, Supplier<Answer> function) {
    long start = System.nanoTime();
    Answer answer = guarded(function);
    HttpResponseMessage response = ResponseWriter.write(request, answer, context.getInvocationId());
    log(answer, context, Duration.ofNanos(System.nanoTime() - start));
    return response;
  }

  private static Answer guarded(Supplier<Answer> function) {
    try {
      return function.get();
    } catch (Throwable bug) {
      return Problem.of(
              500,
              "internal_error",
              "Something is wrong with the broker itself. Its operator finds the correlation id in"
                  + " the log.")
          .withReason(FailureTrace.of(bug));
    }
  }

  /** A log that is out of order is no reason to withhold an answer. */
  private static void log(Answer answer, ExecutionContext context, Duration took) {
    try {
      event(answer, context, took).logTo(context.getLogger());
    } catch (RuntimeException | Error unwritable) {
      System.err.println("The log cannot be written: " + unwritable.getClass().getName());
    }
  }

  private static RequestEvent event(Answer answer, ExecutionContext context, Duration took) {
    String function = context.getFunctionName();
    String id = context.getInvocationId();
    return switch (answer) {
      case Answer.Token token -> new RequestEvent(function, 200, "granted", "", id, took);
      case Problem problem ->
          new RequestEvent(function, problem.status(), problem.code(), problem.reason(), id, took);
    };
  }
}
