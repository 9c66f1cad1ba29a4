package io.acsbroker.overhttp;

import static io.acsbroker.overhttp.RunningBroker.CLOUD;

import io.acsbroker.json.JsonObject;
import io.acsbroker.local.drill.Cause;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What clients, log and readiness say of a broker that was started while there was a cause of
 * {@link Cause}: one that takes caller tokens, keeps ACS identities and has a managed identity.
 *
 * @param answers what each kind of client heard, as {@code 503 acs_throttled}
 * @param readiness its status and code, and what more it says
 * @param later the same, when requests have gone on for a minute
 * @param lines of the log, event or not
 */
public record ProvokedCause(
    Cause cause, Map<Asked, String> answers, String readiness, String later, List<String> lines) {
  private static final Logger ROOMS = Logger.getLogger("io.acsbroker");
  private static final Map<String, String> IDENTITY =
      Map.of(
          "IDENTITY_ENDPOINT",
          CLOUD.identity().endpoint().toString(),
          "IDENTITY_HEADER",
          CLOUD.identity().secret());

  /** Of a problem, what is known with its code or says nothing about the broker. */
  private static final Set<String> USUAL =
      Set.of("type", "title", "status", "detail", "code", "correlationId", "retryAfterSeconds");

  /** With so many requests of each kind. */
  public static ProvokedCause of(Cause cause, int times) {
    // What earlier brokers have to say is theirs
    BrokerStarts.awaitEnd();
    ConsoleLines log = new ConsoleLines();
    ROOMS.addHandler(log);
    cause.fault().ifPresent(CLOUD.control()::begin);
    try (SdkEnvironment sdk = new SdkEnvironment(IDENTITY)) {
      sdk.enter();
      return of(cause, times, log);
    } finally {
      ROOMS.removeHandler(log);
      LocalRequest.reset();
    }
  }

  private static ProvokedCause of(Cause cause, int times, ConsoleLines log) {
    MovedClock clock = new MovedClock();
    try (RunningBroker broker = RunningBroker.start(unused -> settings(cause), log, clock)) {
      awaitStarts(cause);
      String readiness = readiness(broker);
      Map<Asked, String> answers = answers(broker, times);
      awaitStarts(cause);
      List<String> lines = log.lines();
      clock.pass(Duration.ofMinutes(1));
      askAllAtOnce(broker, times);
      clock.pass(Duration.ofSeconds(10));
      return new ProvokedCause(cause, answers, readiness, readiness(broker), lines);
    }
  }

  private static void awaitStarts(Cause cause) {
    if (cause == Cause.ACS_SLOW) {
      BrokerStarts.awaitEndWithoutAcs();
    } else {
      BrokerStarts.awaitEnd();
    }
  }

  private static String readiness(RunningBroker broker) {
    return described(RunningBroker.send(HttpRequest.newBuilder(broker.uri("/api/health/ready"))));
  }

  private static Map<String, String> settings(Cause cause) {
    Map<String, String> usual = new HashMap<>(CLOUD.settingsForCallers());
    if (cause == Cause.ACS_SLOW) {
      // Nobody waits here for ten seconds to hear it
      usual.put("BROKER_DEADLINE_SECONDS", "1");
    }
    return cause.over(usual);
  }

  /** One kind after the other, so that what is logged does not depend on who is faster. */
  private static Map<Asked, String> answers(RunningBroker broker, int times) {
    Map<Asked, String> answers = new EnumMap<>(Asked.class);
    for (Asked asked : Asked.values()) {
      IntStream.range(0, times)
          .mapToObj(number -> answer(asked.request(broker, number)))
          .toList()
          .forEach(answer -> answers.put(asked, answer.join()));
    }
    return answers;
  }

  private static void askAllAtOnce(RunningBroker broker, int number) {
    Arrays.stream(Asked.values())
        .map(asked -> answer(asked.request(broker, number)))
        .toList()
        .forEach(CompletableFuture::join);
  }

  private static CompletableFuture<String> answer(HttpRequest.Builder request) {
    return RunningBroker.sending(request).thenApply(ProvokedCause::described);
  }

  private static String described(HttpResponse<String> response) {
    JsonObject body = JsonObject.parse(response.body()).orElse(JsonObject.EMPTY);
    String code = body.string("code").map(it -> " `" + it + "`").orElse("");
    String more =
        body.names().stream()
            .filter(name -> !code.isEmpty() && !USUAL.contains(name))
            .sorted()
            .map(name -> name + ": " + values(body, name))
            .collect(Collectors.joining("; "));
    return response.statusCode() + code + (more.isEmpty() ? "" : " (" + more + ")");
  }

  private static String values(JsonObject body, String name) {
    List<String> values = body.strings(name);
    return values.isEmpty() ? body.string(name).orElse("") : String.join(", ", values);
  }

  /** The event lines alone, each a JSON object. */
  public List<String> events() {
    return lines.stream().filter(line -> line.startsWith("{\"event\":")).toList();
  }

  /** All other lines, each behind its level. */
  public List<String> plain() {
    return lines.stream().filter(line -> !line.startsWith("{\"event\":")).toList();
  }
}
