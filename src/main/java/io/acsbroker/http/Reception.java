package io.acsbroker.http;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import io.acsbroker.http.Answer.Problem;
import io.acsbroker.telemetry.BrokerMetrics;
import io.acsbroker.telemetry.FailureTrace;
import io.acsbroker.telemetry.RequestEvent;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * Runs what a function does: whatever is thrown, the client gets an answer and the operator one
 * line in the log. Functions makes an empty 500 of an exception, and of some errors no answer at
 * all.
 */
public final class Reception {
  private static final List<HttpMethod> READING = List.of(HttpMethod.GET, HttpMethod.HEAD);

  private final BrokerMetrics metrics;

  public Reception(BrokerMetrics metrics) {
    this.metrics = metrics;
  }

  HttpResponseMessage answer(
      HttpRequestMessage<?> request, ExecutionContext context, Supplier<Handled> function) {
    long start = System.nanoTime();
    Handled handled = guarded(function);
    HttpResponseMessage response =
        ResponseWriter.write(request, handled.answer(), context.getInvocationId());
    report(handled, context, Duration.ofNanos(System.nanoTime() - start));
    return response;
  }

  /** Runs a function that answers {@code GET} and {@code HEAD} alone. */
  HttpResponseMessage answerRead(
      HttpRequestMessage<?> request, ExecutionContext context, Supplier<Answer> function) {
    boolean read = READING.contains(request.getHttpMethod());
    return answer(
        request,
        context,
        () -> Handled.with(read ? function.get() : MethodNotAllowed.except(READING)));
  }

  private static Handled guarded(Supplier<Handled> function) {
    try {
      return function.get();
    } catch (Throwable bug) {
      return Handled.with(
          Problem.of(
                  500,
                  "internal_error",
                  "Something is wrong with the broker itself. Its operator finds the correlation id"
                      + " in the log.")
              .withReason(FailureTrace.of(bug)));
    }
  }

  /** A log or a meter that is out of order is no reason to withhold an answer. */
  private void report(Handled handled, ExecutionContext context, Duration took) {
    try {
      RequestEvent event = event(handled, context, took);
      event.logTo(context.getLogger());
      metrics.count(event);
    } catch (RuntimeException | Error unwritable) {
      System.err.println("The request cannot be reported: " + unwritable.getClass().getName());
    }
  }

  private static RequestEvent event(Handled handled, ExecutionContext context, Duration took) {
    Answer answer = handled.answer();
    return new RequestEvent(
        context.getFunctionName(),
        answer.status(),
        answer.code(),
        answer.reason(),
        context.getInvocationId(),
        took,
        handled.exchange());
  }
}
