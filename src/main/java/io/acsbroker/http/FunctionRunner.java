package io.acsbroker.http;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import io.acsbroker.http.Answer.Problem;
import io.acsbroker.outcome.RefusalCode;
import io.acsbroker.telemetry.BrokerMetrics;
import io.acsbroker.telemetry.FailureTrace;
import io.acsbroker.telemetry.RequestEvent;
import io.acsbroker.telemetry.RequestLog;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * Runs what a function does: whatever is thrown, the client gets an answer and the operator one
 * event. Functions makes an empty 500 of an exception, and of some errors no answer at all.
 */
public final class FunctionRunner {
  static final List<HttpMethod> READING = List.of(HttpMethod.GET, HttpMethod.HEAD);

  private final RequestLog log;
  private final BrokerMetrics metrics;
  private final RestOfStart rest;

  /**
   * @param rest of the start, which the first answer is not to wait for
   */
  public FunctionRunner(RequestLog log, BrokerMetrics metrics, RestOfStart rest) {
    this.log = log;
    this.metrics = metrics;
    this.rest = rest;
  }

  HttpResponseMessage run(
      HttpRequestMessage<?> request, ExecutionContext context, Supplier<LoggedAnswer> function) {
    long start = System.nanoTime();
    rest.asked();
    try {
      LoggedAnswer logged = guarded(function);
      HttpResponseMessage response = logged.answer().write(request, context.getInvocationId());
      report(logged, context, Duration.ofNanos(System.nanoTime() - start));
      return response;
    } finally {
      rest.answered();
    }
  }

  /** Runs a function that answers {@code GET} and {@code HEAD} alone. */
  HttpResponseMessage runReading(
      HttpRequestMessage<?> request, ExecutionContext context, Supplier<Answer> function) {
    boolean read = READING.contains(request.getHttpMethod());
    return run(
        request,
        context,
        () ->
            LoggedAnswer.with(
                read ? function.get() : MethodNotAllowed.except(READING, request.getHttpMethod())));
  }

  private static LoggedAnswer guarded(Supplier<LoggedAnswer> function) {
    try {
      return function.get();
    } catch (Throwable bug) {
      return LoggedAnswer.with(
          Problem.of(
                  RefusalCode.INTERNAL_ERROR,
                  "Something is wrong with the broker itself. Tell its operator the correlationId,"
                      + " by which the log has the cause.")
              .withReason(FailureTrace.of(bug)));
    }
  }

  /** A log or a meter that is out of order is no reason to withhold an answer. */
  private void report(LoggedAnswer logged, ExecutionContext context, Duration took) {
    try {
      RequestEvent event = event(logged, context, took);
      log.add(event, context.getLogger());
      metrics.count(event);
    } catch (RuntimeException | Error unwritable) {
      System.err.println("The request cannot be reported: " + unwritable.getClass().getName());
    }
  }

  private static RequestEvent event(LoggedAnswer logged, ExecutionContext context, Duration took) {
    Answer answer = logged.answer();
    return new RequestEvent(
        context.getFunctionName(),
        answer.status(),
        answer.code(),
        answer.reason(),
        answer.details(),
        context.getInvocationId(),
        took,
        logged.exchange(),
        0);
  }
}
