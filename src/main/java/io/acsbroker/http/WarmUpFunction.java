package io.acsbroker.http;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.annotation.WarmupTrigger;
import io.acsbroker.token.Deadline;
import io.acsbroker.token.ReadinessProblem;
import java.time.Duration;
import java.util.List;

/**
 * Holds a new instance back from requests until it is ready and has nothing of its start left to
 * do, where the plan has such a trigger. That is so when an app scales out, and not when it starts;
 * nothing relies on it.
 *
 * @see <a href="https://learn.microsoft.com/azure/azure-functions/functions-bindings-warmup">Warmup
 *     trigger</a>
 */
public final class WarmUpFunction {
  /** The host goes on without an instance that takes very long. */
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final ReadinessCheck check;
  private final RestOfStart rest;

  public WarmUpFunction(ReadinessCheck check, RestOfStart rest) {
    this.check = check;
    this.rest = rest;
  }

  /**
   * Waits, and says in the log where it was in vain. It has no {@code FunctionName} and its {@code
   * function.json} is written by hand, in {@code src/main/functions}: for the sake of a trigger
   * that the host itself brings, the build would want an extension bundle.
   */
  public void run(@WarmupTrigger(name = "instance") Object instance, ExecutionContext context) {
    Deadline deadline = Deadline.in(LIMIT);
    rest.hurry();
    List<ReadinessProblem> problems = check.problems();
    if (!rest.awaitEnd(deadline)) {
      context.getLogger().warning("Not ready: the rest of the start takes longer than " + LIMIT);
    }
    if (!problems.isEmpty()) {
      context.getLogger().warning("Not ready: " + ReadinessProblem.reason(problems));
    }
  }
}
