package io.acsbroker.http;

import static com.microsoft.azure.functions.HttpMethod.DELETE;
import static com.microsoft.azure.functions.HttpMethod.GET;
import static com.microsoft.azure.functions.HttpMethod.HEAD;
import static com.microsoft.azure.functions.HttpMethod.OPTIONS;
import static com.microsoft.azure.functions.HttpMethod.PATCH;
import static com.microsoft.azure.functions.HttpMethod.POST;
import static com.microsoft.azure.functions.HttpMethod.PUT;
import static com.microsoft.azure.functions.HttpMethod.TRACE;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.annotation.AuthorizationLevel;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.HttpTrigger;
import io.acsbroker.http.Answer.Problem;
import io.acsbroker.outcome.RefusalCode;
import io.acsbroker.token.ReadinessProblem;
import java.util.List;
import java.util.Optional;

/** {@code GET /api/health/ready}: whether an exchange would find all that it needs. */
public final class ReadinessFunction {
  private final ReadinessCheck check;
  private final String version;
  private final FunctionRunner runner;

  public ReadinessFunction(ReadinessCheck check, String version, FunctionRunner runner) {
    this.check = check;
    this.version = version;
    this.runner = runner;
  }

  /**
   * Answers from what was found in the last seconds; the kind of what is missing is told, and why
   * in the log alone.
   */
  @FunctionName("Ready")
  public HttpResponseMessage run(
      @HttpTrigger(
              name = "request",
              route = "api/health/ready",
              methods = {GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS, TRACE},
              authLevel = AuthorizationLevel.ANONYMOUS)
          HttpRequestMessage<Optional<String>> request,
      ExecutionContext context) {
    return runner.runReading(request, context, this::answer);
  }

  private Answer answer() {
    List<ReadinessProblem> problems = check.problems();
    return problems.isEmpty() ? SuccessAnswer.health("ready", version) : notReady(problems);
  }

  private static Answer notReady(List<ReadinessProblem> problems) {
    return Problem.of(
            RefusalCode.NOT_READY,
            "The broker cannot exchange tokens at the moment. Its operator finds the cause in the"
                + " log.")
        .with("missing", ReadinessProblem.kinds(problems))
        .withReason(ReadinessProblem.reason(problems))
        .withRetryAfter(ReadinessCheck.KEPT);
  }
}
