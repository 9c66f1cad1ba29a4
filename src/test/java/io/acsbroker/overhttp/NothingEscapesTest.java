package io.acsbroker.overhttp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.azure.functions.spi.inject.FunctionInstanceInjector;
import io.acsbroker.BrokerInstanceInjector;
import io.acsbroker.admission.DirectAuthentication;
import io.acsbroker.admission.ExchangePolicy;
import io.acsbroker.admission.UserLimit;
import io.acsbroker.exchange.SharedIssuance;
import io.acsbroker.exchange.TokenExchange;
import io.acsbroker.http.ExchangeEndpoint;
import io.acsbroker.http.FunctionRunner;
import io.acsbroker.http.Identities;
import io.acsbroker.http.Readiness;
import io.acsbroker.http.RestOfStart;
import io.acsbroker.http.TeamsTokenFunction;
import io.acsbroker.local.host.FunctionsApp;
import io.acsbroker.local.host.FunctionsHost;
import io.acsbroker.telemetry.BrokerMetrics;
import io.acsbroker.telemetry.RequestLog;
import io.acsbroker.token.AccessRules;
import io.acsbroker.token.EntraCloud;
import io.acsbroker.token.ExchangeRoute;
import io.acsbroker.token.SubjectRequirements;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.AbstractMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

/** Bugs, in a broker that is made to have one. */
class NothingEscapesTest {
  private static final String SECRET = "secret-in-the-message";

  private static HttpResponse<String> answer(FunctionInstanceInjector injector, Handler log)
      throws IOException {
    ClassLoader loader = NothingEscapesTest.class.getClassLoader();
    FunctionsApp app =
        FunctionsApp.load(Path.of("target/classes"), Path.of("host.json"), loader, injector);
    try (FunctionsHost host = FunctionsHost.start(app, 0, log)) {
      return RunningBroker.send(
          HttpRequest.newBuilder(host.uri().resolve("/api/token/teams"))
              .header("Authorization", "Bearer x")
              .POST(BodyPublishers.noBody()));
    }
  }

  private static FunctionInstanceInjector throwing(Supplier<Throwable> bug) {
    SubjectRequirements required =
        SubjectRequirements.usual(ExchangeRoute.TEAMS, EntraCloud.PUBLIC);
    TokenExchange exchange =
        new TokenExchange(
            ExchangeRoute.TEAMS,
            new DirectAuthentication(
                EntraCloud.PUBLIC,
                (token, profile, deadline) -> {
                  throw NothingEscapesTest.<RuntimeException>sneaky(bug.get());
                },
                required),
            new ExchangePolicy(new AccessRules.ForEach(Map.of()), required),
            new SharedIssuance(
                (request, deadline) -> {
                  throw new IllegalStateException();
                },
                "https://acs.example",
                Duration.ZERO,
                new UserLimit(1, InstantSource.system()),
                16,
                InstantSource.system()));
    return new FunctionInstanceInjector() {
      @Override
      public <T> T getInstance(Class<T> functionClass) {
        return functionClass.cast(
            new TeamsTokenFunction(
                new ExchangeEndpoint(
                    ExchangeRoute.TEAMS,
                    new Readiness.Ready(
                        CompletableFuture.completedFuture(Map.of(ExchangeRoute.TEAMS, exchange)),
                        Duration.ofSeconds(10),
                        false,
                        new Identities.Off("BROKER_API_CLIENT_ID"),
                        List::of,
                        Optional.empty()),
                    new FunctionRunner(
                        new RequestLog(InstantSource.system()),
                        BrokerMetrics.global(),
                        new RestOfStart(List.of())))));
      }
    };
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <T extends Throwable> T sneaky(Throwable bug) throws T {
    throw (T) bug;
  }

  @Test
  void makesAnAnswerOfEveryExceptionAndError() throws IOException {
    for (Throwable bug :
        new Throwable[] {
          new IllegalStateException(SECRET), new StackOverflowError(SECRET), new Exception(SECRET)
        }) {
      LogLines log = new LogLines();
      HttpResponse<String> response = answer(throwing(() -> bug), log);
      assertEquals(500, response.statusCode());
      assertEquals(Optional.of("internal_error"), RunningBroker.json(response).string("code"));
      assertFalse(response.body().contains(SECRET));
      assertFalse(response.body().contains("NothingEscapesTest"));
      assertFalse(log.text().contains(SECRET));
      assertTrue(log.text().contains(bug.getClass().getName() + " at "), log.text());
    }
  }

  @Test
  void answersWhereTheBrokerCannotEvenStart() throws IOException {
    Map<String, String> broken =
        new AbstractMap<>() {
          @Override
          public Set<Entry<String, String>> entrySet() {
            throw new NoClassDefFoundError(SECRET);
          }
        };
    LogLines log = new LogLines();
    HttpResponse<String> response = answer(new BrokerInstanceInjector(broken), log);
    assertEquals(503, response.statusCode());
    assertEquals(Optional.of("misconfigured"), RunningBroker.json(response).string("code"));
    assertTrue(log.text().contains("java.lang.NoClassDefFoundError"));
    assertFalse(log.text().contains(SECRET));
  }

  @Test
  void answersWhereTheLogIsOutOfOrder() throws IOException {
    LogLines broken =
        new LogLines() {
          @Override
          public void publish(LogRecord logRecord) {
            throw new IllegalStateException(SECRET);
          }
        };
    assertEquals(
        500, answer(throwing(() -> new IllegalStateException(SECRET)), broken).statusCode());
    assertEquals(
        Optional.of("internal_error"),
        RunningBroker.json(answer(throwing(() -> new IllegalStateException(SECRET)), broken))
            .string("code"));
  }
}
