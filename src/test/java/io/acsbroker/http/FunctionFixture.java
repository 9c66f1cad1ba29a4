package io.acsbroker.http;

import com.microsoft.azure.functions.ExecutionContext;
import io.acsbroker.admission.DirectAuthentication;
import io.acsbroker.admission.ExchangePolicy;
import io.acsbroker.admission.UserLimit;
import io.acsbroker.exchange.SharedIssuance;
import io.acsbroker.exchange.TokenExchange;
import io.acsbroker.fixture.ManualClock;
import io.acsbroker.fixture.SampleSubjects;
import io.acsbroker.issuance.AcsReport;
import io.acsbroker.issuance.Issuance;
import io.acsbroker.issuance.IssuanceRequest;
import io.acsbroker.issuance.TokenIssuer;
import io.acsbroker.subject.EntraTokenVerifier;
import io.acsbroker.subject.Verification;
import io.acsbroker.subject.VerifiedTokens;
import io.acsbroker.telemetry.BrokerMetrics;
import io.acsbroker.telemetry.RequestLog;
import io.acsbroker.token.AccessRules;
import io.acsbroker.token.AllowedTenants;
import io.acsbroker.token.ClientId;
import io.acsbroker.token.Deadline;
import io.acsbroker.token.EntraCloud;
import io.acsbroker.token.EntraToken;
import io.acsbroker.token.ExchangeRoute;
import io.acsbroker.token.IssuedToken;
import io.acsbroker.token.ReadinessProblem;
import io.acsbroker.token.SampleRules;
import io.acsbroker.token.Scope;
import io.acsbroker.token.SubjectRequirements;
import io.acsbroker.token.TokenProfile;
import io.acsbroker.token.TokenVersion;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What functions need, over an Entra and an ACS that a test decides for; with the log of both. */
final class FunctionFixture {
  private static final ClientId CLIENT = new ClientId("44444444-4444-4444-8444-444444444444");
  private static final SubjectRequirements REQUIRED =
      SubjectRequirements.usual(ExchangeRoute.TEAMS, EntraCloud.PUBLIC);

  final ManualClock clock = new ManualClock();
  final List<LogRecord> log = new ArrayList<>();
  final RestOfStart rest = new RestOfStart(List.of());
  final FunctionRunner runner =
      new FunctionRunner(new RequestLog(clock), BrokerMetrics.global(), rest);
  final List<IssuanceRequest> asked = new ArrayList<>();

  /** What ACS answers. */
  Issuance issuance =
      new Issuance.Issued(new IssuedToken("issued", Instant.MAX.minusSeconds(1), "8:orgid:x"));

  /** What stands in the way of keys, and how often that was asked. */
  Optional<String> keysMissing = Optional.empty();

  int looks;

  /** Runs while the keys are looked for. */
  Runnable meanwhile = () -> {};

  /** What requests have shown. */
  List<ReadinessProblem> noticed = List.of();

  boolean callers;
  Identities identities = new Identities.Off("BROKER_API_CLIENT_ID");
  Optional<ResourceMetadata> metadata = Optional.empty();
  Duration deadline = Duration.ofSeconds(10);
  CompletableFuture<Map<ExchangeRoute, TokenExchange>> exchanges =
      CompletableFuture.completedFuture(Map.of(ExchangeRoute.TEAMS, exchange()));

  /** A broker that serves. */
  Readiness.Ready ready() {
    return new Readiness.Ready(exchanges, deadline, callers, identities, () -> noticed, metadata);
  }

  TeamsTokenFunction teams() {
    return new TeamsTokenFunction(new ExchangeEndpoint(ExchangeRoute.TEAMS, ready(), runner));
  }

  /** An exchange of Teams users that takes every token for a genuine one. */
  private TokenExchange exchange() {
    return new TokenExchange(
        ExchangeRoute.TEAMS,
        new DirectAuthentication(EntraCloud.PUBLIC, new Entra(), REQUIRED),
        new ExchangePolicy(
            new AccessRules.ForAll(
                new AllowedTenants.AnyOrganisation(), SampleRules.ofClients(Set.of(CLIENT))),
            REQUIRED),
        new SharedIssuance(
            new Acs(), "https://acs.example", Duration.ZERO, new UserLimit(100, clock), 16, clock));
  }

  private final class Entra implements EntraTokenVerifier {
    @Override
    public Verification verify(EntraToken token, TokenProfile profile, Deadline within) {
      Set<Scope> scopes = ExchangeRoute.TEAMS.defaultScopes();
      return new Verification.Verified(
          VerifiedTokens.of(token, SampleSubjects.number(0), TokenVersion.V1, CLIENT, scopes));
    }

    @Override
    public Optional<String> prepare(Deadline within) {
      looks++;
      meanwhile.run();
      return keysMissing;
    }
  }

  private final class Acs implements TokenIssuer {
    @Override
    public AcsReport<Issuance> issue(IssuanceRequest request, Deadline within) {
      asked.add(request);
      return new AcsReport<>(
          issuance, Duration.ofMillis(1), Duration.ofMillis(2), 1, Optional.of("acs"));
    }
  }

  /** The lines that were logged, in their order. */
  List<String> lines() {
    return log.stream().map(LogRecord::getMessage).toList();
  }

  /** The last line that was logged. */
  String line() {
    return lines().getLast();
  }

  ExecutionContext context() {
    Logger logger = Logger.getAnonymousLogger();
    logger.setUseParentHandlers(false);
    logger.setFilter(
        line -> {
          log.add(line);
          return false;
        });
    return new ExecutionContext() {
      @Override
      public Logger getLogger() {
        return logger;
      }

      @Override
      public String getInvocationId() {
        return "an id";
      }

      @Override
      public String getFunctionName() {
        return "TeamsToken";
      }
    };
  }
}
