package io.acsbroker;

import com.microsoft.azure.functions.spi.inject.FunctionInstanceInjector;
import io.acsbroker.http.EntraTokenFunction;
import io.acsbroker.http.ExchangeEndpoint;
import io.acsbroker.http.FunctionRunner;
import io.acsbroker.http.HealthFunction;
import io.acsbroker.http.IdentityEndpoint;
import io.acsbroker.http.NotFoundFunction;
import io.acsbroker.http.Readiness;
import io.acsbroker.http.ReadinessCheck;
import io.acsbroker.http.ReadinessFunction;
import io.acsbroker.http.ResourceMetadataFunction;
import io.acsbroker.http.RestOfStart;
import io.acsbroker.http.TeamsPhoneTokenFunction;
import io.acsbroker.http.TeamsTokenFunction;
import io.acsbroker.http.UserFunction;
import io.acsbroker.http.UserRevocationFunction;
import io.acsbroker.http.UserTokenFunction;
import io.acsbroker.http.WarmUpFunction;
import io.acsbroker.telemetry.BrokerMetrics;
import io.acsbroker.telemetry.ConsoleLog;
import io.acsbroker.telemetry.FailureTrace;
import io.acsbroker.telemetry.RequestLog;
import io.acsbroker.token.ExchangeRoute;
import io.acsbroker.token.ReadinessProblem;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Logger;

/**
 * Gives the Functions worker its function objects, each made once. The worker makes the injector
 * while it loads the functions; an error there would leave every request without an answer, so none
 * escapes.
 */
public final class BrokerInstanceInjector implements FunctionInstanceInjector {
  private static final Logger LOG = Logger.getLogger(BrokerInstanceInjector.class.getName());

  private final Map<Class<?>, Object> functions;

  /** Starts the broker with the settings of this process; the worker calls it. */
  public BrokerInstanceInjector() {
    this(System.getenv());
  }

  /** Starts the broker with other settings. */
  public BrokerInstanceInjector(Map<String, String> environment) {
    this(environment, InstantSource.system());
  }

  /** Starts the broker with other settings and another clock. */
  public BrokerInstanceInjector(Map<String, String> environment, InstantSource clock) {
    BrokerMetrics metrics = BrokerMetrics.global();
    BrokerStart start = start(environment, metrics, clock);
    Readiness readiness = start.readiness();
    List<Runnable> left = new ArrayList<>();
    left.add(metrics::prepare);
    left.addAll(start.rest());
    RestOfStart rest = new RestOfStart(left);
    FunctionRunner runner = new FunctionRunner(new RequestLog(clock), metrics, rest);
    ReadinessCheck check = new ReadinessCheck(readiness, clock);
    IdentityEndpoint identities = new IdentityEndpoint(readiness, runner);
    String version = BrokerVersion.ofThisBuild();
    functions =
        Map.ofEntries(
            Map.entry(
                TeamsTokenFunction.class,
                new TeamsTokenFunction(
                    new ExchangeEndpoint(ExchangeRoute.TEAMS, readiness, runner))),
            Map.entry(
                EntraTokenFunction.class,
                new EntraTokenFunction(
                    new ExchangeEndpoint(ExchangeRoute.ENTRA, readiness, runner))),
            Map.entry(
                TeamsPhoneTokenFunction.class,
                new TeamsPhoneTokenFunction(
                    new ExchangeEndpoint(ExchangeRoute.TEAMS_PHONE, readiness, runner))),
            Map.entry(HealthFunction.class, new HealthFunction(version, runner)),
            Map.entry(ReadinessFunction.class, new ReadinessFunction(check, version, runner)),
            Map.entry(
                ResourceMetadataFunction.class, new ResourceMetadataFunction(readiness, runner)),
            Map.entry(WarmUpFunction.class, new WarmUpFunction(check, rest)),
            Map.entry(NotFoundFunction.class, new NotFoundFunction(readiness, runner)),
            Map.entry(UserFunction.class, new UserFunction(identities)),
            Map.entry(UserTokenFunction.class, new UserTokenFunction(identities)),
            Map.entry(UserRevocationFunction.class, new UserRevocationFunction(identities)));
    rest.begin();
  }

  @Override
  public <T> T getInstance(Class<T> functionClass) {
    return functionClass.cast(Objects.requireNonNull(functions.get(functionClass)));
  }

  private static BrokerStart start(
      Map<String, String> environment, BrokerMetrics metrics, InstantSource clock) {
    try {
      ConsoleLog.attach();
      return Broker.start(environment, metrics, clock);
    } catch (Throwable failure) {
      String trace = FailureTrace.of(failure);
      LOG.severe("The broker cannot start: " + trace);
      return Broker.notReady(
          "The broker could not start. Its operator finds the cause in the log.",
          new ReadinessProblem(ReadinessProblem.Kind.START, trace));
    }
  }
}
