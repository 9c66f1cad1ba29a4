package io.acsbroker.processes;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpResponseMessage;
import io.acsbroker.BrokerInstanceInjector;
import io.acsbroker.http.TeamsTokenFunction;
import io.acsbroker.http.UserTokenFunction;
import io.acsbroker.http.WarmUpFunction;
import io.acsbroker.local.host.FunctionRequest;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Logger;

/**
 * A process that makes a broker from its environment and at once uses it in the ways that it is
 * told, one after the other. After each, a class of its own stands in the JVM's log of those that
 * it has loaded.
 */
final class FirstRequest {
  /** In the log once the first way has been gone. */
  private static final class First {}

  /** In the log once the second has. */
  private static final class Second {}

  /** How the broker is used. */
  enum Way {
    TEAMS,
    USER_TOKEN,
    /** Until nothing of the start is left. */
    WARM_UP
  }

  private FirstRequest() {}

  /**
   * Goes one way and then another, and marks in the log of loaded classes where each ends.
   *
   * @param arguments two ways, and the token that is sent
   */
  public static void main(String[] arguments) {
    BrokerInstanceInjector broker = new BrokerInstanceInjector();
    go(Way.valueOf(arguments[0]), broker, arguments[2]);
    System.out.println(new First().getClass().getSimpleName());
    go(Way.valueOf(arguments[1]), broker, arguments[2]);
    System.out.println(new Second().getClass().getSimpleName());
  }

  private static void go(Way way, BrokerInstanceInjector broker, String token) {
    switch (way) {
      case TEAMS ->
          expectSuccess(
              broker
                  .getInstance(TeamsTokenFunction.class)
                  .run(request("POST", token), new Invocation("TeamsToken")));
      case USER_TOKEN ->
          expectSuccess(
              broker
                  .getInstance(UserTokenFunction.class)
                  .run(request("GET", token), new Invocation("UserToken")));
      case WARM_UP -> broker.getInstance(WarmUpFunction.class).run(way, new Invocation("warmup"));
    }
  }

  private static FunctionRequest request(String method, String token) {
    return new FunctionRequest(
        URI.create("http://localhost/api"),
        method,
        Map.of("authorization", "Bearer " + token),
        Map.of(),
        Optional.empty());
  }

  private static void expectSuccess(HttpResponseMessage response) {
    if (response.getStatusCode() / 100 != 2) {
      throw new IllegalStateException("answered " + response.getStatusCode());
    }
  }

  /** What the worker tells a function of its invocation. */
  private record Invocation(String getFunctionName) implements ExecutionContext {
    @Override
    public Logger getLogger() {
      return Logger.getLogger("first-request");
    }

    @Override
    public String getInvocationId() {
      return "first";
    }
  }
}
