package io.acsbroker.processes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.acsbroker.json.JsonObject;
import io.acsbroker.json.JsonText;
import io.acsbroker.local.net.LoopbackRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * All cases at once, each with a stand-in for the broker of its own, for the client of one
 * language. A client in a process of its own is told of the cases by a line of JSON for each, and
 * prints such a line for how each ended.
 */
final class ScriptedRun implements AutoCloseable {
  /** A client that is told to wait a second may count it by another clock. */
  private static final Duration ALMOST_A_SECOND = Duration.ofMillis(900);

  private final Map<ScriptedCase, ScriptedBroker> brokers;

  ScriptedRun(List<ScriptedCase> cases) {
    brokers =
        cases.stream().collect(Collectors.toMap(UnaryOperator.identity(), ScriptedBroker::of));
  }

  /** The stand-in of each case. */
  Map<ScriptedCase, ScriptedBroker> brokers() {
    return brokers;
  }

  /**
   * A line for each case: {@code name}, {@code broker}, {@code times}, {@code atOnce}, {@code
   * person}.
   */
  List<String> lines() {
    return brokers.entrySet().stream()
        .map(entry -> line(entry.getKey(), entry.getValue()))
        .toList();
  }

  private static String line(ScriptedCase situation, ScriptedBroker broker) {
    return new JsonText()
        .with("name", situation.name())
        .with("broker", broker.address().toString())
        .with("times", (long) situation.asking().times)
        .with("atOnce", (long) situation.asking().atOnce)
        .with("person", situation.person().name())
        .end();
  }

  /**
   * Holds a client to the cases by the lines that it printed: {@code name}, {@code outcome} ({@code
   * token} or the code of the refusal), {@code status} and {@code entra}, a list.
   */
  void assertEndsPrinted(List<String> printed) {
    Map<String, ScriptedEnd> ends = new TreeMap<>();
    for (String line : printed) {
      JsonObject.parse(line)
          .ifPresent(end -> ends.put(end.string("name").orElse(line), ScriptedEnd.of(end)));
    }
    assertEnds(ends);
  }

  /** Holds a client to the cases by how each ended, by its name. */
  void assertEnds(Map<String, ScriptedEnd> ends) {
    Map<String, String> wanted = new TreeMap<>();
    Map<String, String> seen = new TreeMap<>();
    brokers.forEach(
        (situation, broker) -> {
          String name = situation.name();
          wanted.put(name, ScriptedEnd.of(situation) + ", requests: " + situation.requests());
          String end = Optional.ofNullable(ends.get(name)).map(Object::toString).orElse("no end");
          seen.put(
              name, end + ", requests: " + broker.requests().size() + wrong(situation, broker));
        });
    seen.entrySet().removeIf(end -> wanted.remove(end.getKey(), end.getValue()));
    assertEquals(lined(wanted), lined(seen));
  }

  private static String wrong(ScriptedCase situation, ScriptedBroker broker) {
    List<LoopbackRequest> requests = broker.requests();
    String wrong = requests.stream().allMatch(ScriptedRun::isExchange) ? "" : ", and others";
    for (int number = 1; number < requests.size(); number++) {
      // With a new token of Entra's nobody waits
      boolean same = bearer(requests.get(number)).equals(bearer(requests.get(number - 1)));
      if (same && isTold(situation, number - 1) && isEarly(broker.waits().get(number - 1))) {
        wrong += ", of which number " + (number + 1) + " came too early";
      }
    }
    return wrong;
  }

  private static boolean isTold(ScriptedCase situation, int request) {
    int answer = Math.min(request, situation.answers().size() - 1);
    return situation.answers().get(answer).headers().containsKey("Retry-After");
  }

  private static boolean isEarly(Duration wait) {
    return wait.compareTo(ALMOST_A_SECOND) < 0;
  }

  private static String bearer(LoopbackRequest request) {
    return request.header("authorization").orElse("");
  }

  private static boolean isExchange(LoopbackRequest request) {
    return request.method().equals("POST")
        && request.path().equals("/api/token/teams")
        && bearer(request).startsWith("Bearer entra-")
        && request.text().isEmpty();
  }

  private static String lined(Map<String, String> ends) {
    return ends.entrySet().stream()
        .map(end -> end.getKey() + ": " + end.getValue())
        .collect(Collectors.joining("\n"));
  }

  @Override
  public void close() {
    brokers.values().forEach(ScriptedBroker::close);
  }
}
