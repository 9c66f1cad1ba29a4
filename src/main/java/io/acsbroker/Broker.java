package io.acsbroker;

import io.acsbroker.config.BrokerConfig;
import io.acsbroker.config.ConfigProblem;
import io.acsbroker.config.ConfigReading;
import io.acsbroker.config.EntraCallers;
import io.acsbroker.config.SubjectVerification;
import io.acsbroker.http.Readiness;
import io.acsbroker.net.BoundedHttp;
import io.acsbroker.net.Lazy;
import io.acsbroker.outcome.ExchangeOutcome;
import io.acsbroker.outcome.Refusal;
import io.acsbroker.outcome.RefusalCode;
import io.acsbroker.telemetry.BrokerMetrics;
import io.acsbroker.token.CallerIssuer;
import io.acsbroker.token.CallerIssuer.Binding;
import io.acsbroker.token.ReadinessProblem;
import io.acsbroker.token.ReadinessProblem.Kind;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/** Wires the rooms from the settings. */
final class Broker {
  private static final Logger LOG = Logger.getLogger(Broker.class.getName());
  private static final Duration MISCONFIGURED_RETRY_AFTER = Duration.ofMinutes(1);

  private Broker() {}

  /** Reads the settings and begins to get ready; where they are wrong, says so and is not. */
  static BrokerStart start(
      Map<String, String> environment, BrokerMetrics metrics, InstantSource clock) {
    Lazy<HttpClient> http = new Lazy<>(() -> BoundedHttp.client().build());
    // Its trust store takes longer to load than the settings take to read
    var unused = BrokerAssembly.beside(http::prepare);
    ConfigReading reading = BrokerConfig.read(environment);
    for (ConfigProblem warning : reading.warnings()) {
      LOG.warning("Setting " + warning);
    }
    if (reading instanceof ConfigReading.Configured(BrokerConfig config, var warnings)) {
      sayHowSubjectTokensAreVerified(config.entraCallers());
      if (config.entraCallers().isPresent()) {
        sayWhoseKeysSignCallerTokens(config.entraCallers().get());
      }
      sayWhoseCallersMayCome(config.callerIssuers());
      return new BrokerAssembly(config, http, metrics, clock).start();
    }
    return misconfigured(reading.problems());
  }

  private static void sayHowSubjectTokensAreVerified(Optional<EntraCallers> callers) {
    switch (callers.isPresent() ? callers.get().subjectVerification() : SubjectVerification.FULL) {
      case FULL -> LOG.info("Subject tokens are verified in full.");
      case ACS ->
          LOG.warning(
              "Subject tokens are not verified: ACS alone judges them, as"
                  + " BROKER_SUBJECT_VERIFICATION says.");
    }
  }

  private static void sayWhoseKeysSignCallerTokens(EntraCallers callers) {
    switch (callers.keys()) {
      case TENANT -> {}
      case APPLICATION ->
          LOG.warning(
              "Caller tokens may be signed with a key of the broker's API's own, as"
                  + " BROKER_API_KEYS says: whoever holds it speaks for every user of its tenant.");
    }
  }

  private static void sayWhoseCallersMayCome(List<CallerIssuer> issuers) {
    if (issuers.isEmpty()) {
      return;
    }
    LOG.info(
        "Caller tokens of these issuers count, as BROKER_CALLER_ISSUERS says: " + names(issuers));
    List<CallerIssuer> unbound =
        issuers.stream().filter(issuer -> issuer.binding() instanceof Binding.None).toList();
    if (!unbound.isEmpty()) {
      LOG.warning(
          "Callers of these issuers may bring the subject token of any user of the tenants that their"
              + " entries list, as their binding none says: "
              + names(unbound));
    }
  }

  private static String names(List<CallerIssuer> issuers) {
    return issuers.stream().map(CallerIssuer::name).sorted().collect(Collectors.joining(", "));
  }

  private static BrokerStart misconfigured(List<ConfigProblem> problems) {
    problems.forEach(problem -> LOG.severe("Setting " + problem));
    String names =
        problems.stream().map(ConfigProblem::setting).distinct().collect(Collectors.joining(", "));
    return notReady(
        "The broker's settings are incomplete or wrong. Tell its operator, who finds their names in"
            + " the log.",
        new ReadinessProblem(Kind.SETTINGS, names));
  }

  /** A broker that answers everything with 503 {@code misconfigured}. */
  static BrokerStart notReady(String detail, ReadinessProblem problem) {
    return new BrokerStart(
        new Readiness.NotReady(
            new ExchangeOutcome.RefusedForNow(
                new Refusal(RefusalCode.MISCONFIGURED, detail, problem.toString()),
                MISCONFIGURED_RETRY_AFTER),
            problem),
        List.of());
  }
}
