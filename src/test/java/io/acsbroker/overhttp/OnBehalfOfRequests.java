package io.acsbroker.overhttp;

import static io.acsbroker.overhttp.CallerFixture.bodyless;
import static io.acsbroker.overhttp.CallerFixture.callerToken;

import io.acsbroker.local.entra.InventedUsers;
import io.acsbroker.local.entra.SampleUser;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/**
 * Users, and their requests, each with a caller token that nobody has sent yet, to a broker that
 * gets tokens on their behalf.
 */
final class OnBehalfOfRequests {
  /** As the settings have it where nobody says anything else. */
  static final int LIMIT = 12;

  /** Of every test its own users, even numbers: all of one tenant. */
  private static final AtomicLong NEXT = new AtomicLong(100_000);

  private static final AtomicInteger SENT = new AtomicInteger();

  private OnBehalfOfRequests() {}

  static SampleUser user() {
    return InventedUsers.number(NEXT.getAndAdd(2));
  }

  static SampleUser userOfTheOtherTenant() {
    return InventedUsers.number(NEXT.getAndAdd(2) + 1);
  }

  static RunningBroker started(InstantSource clock, Map<String, String> further) {
    Map<String, String> settings = new HashMap<>(CallerFixture.onBehalfOf());
    settings.put("BROKER_USER_EXCHANGE_LIMIT", Integer.toString(LIMIT));
    settings.putAll(further);
    return CallerFixture.start(settings, clock);
  }

  static RunningBroker started() {
    return started(InstantSource.system(), Map.of());
  }

  static HttpRequest.Builder request(RunningBroker broker, SampleUser user) {
    Duration lifetime = Duration.ofSeconds(4_000 + SENT.incrementAndGet() % 3_000);
    return bodyless(broker, callerToken(user, order -> order.withLifetime(lifetime)));
  }

  static List<HttpResponse<String>> joined(List<CompletableFuture<HttpResponse<String>>> answers) {
    return answers.stream().map(CompletableFuture::join).toList();
  }

  /** How many answers there are of each code. */
  static Map<String, Long> codes(List<HttpResponse<String>> answers) {
    return answers.stream()
        .map(
            answer ->
                RunningBroker.json(answer).string("code").orElse("HTTP " + answer.statusCode()))
        .collect(Collectors.groupingBy(code -> code, Collectors.counting()));
  }
}
