package io.acsbroker.local.net;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Who may change an emulator's state: programs of this machine, and pages of known origins. Every
 * page that a developer has open can reach a server on the loopback: a form of it is told by its
 * content type, a script by its origin, and one whose name was made to lead here by its host.
 *
 * @see <a href="https://fetch.spec.whatwg.org/#cors-safelisted-request-header">What a page may send
 *     to another origin unasked</a>
 */
public final class ChangeGuard {
  private static final List<String> NAMES = List.of("localhost", "127.0.0.1");

  private final Set<String> origins = ConcurrentHashMap.newKeySet();

  /** Lets pages of this origin change things too. */
  public void allow(URI origin) {
    origins.add(origin.toString());
  }

  /** The answer to a request that may not change anything; empty where it may. */
  public Optional<CannedAnswer> refusal(LoopbackRequest request) {
    if (!isForHere(request)) {
      return forbidden("The Host header is not localhost or 127.0.0.1 with this port.\n");
    }
    if (!request.headers().getOrDefault("origin", List.of()).stream().allMatch(isOwn(request))) {
      return forbidden("Pages of that origin may change nothing here.\n");
    }
    if (request.method().equals("OPTIONS") && request.header("origin").isPresent()) {
      return Optional.of(CannedAnswer.empty(204));
    }
    if (!request.method().equals("POST")) {
      return Optional.of(
          new CannedAnswer(405, Map.of("Allow", "POST"), "Only POST.\n", Duration.ZERO));
    }
    return isJson(request)
        ? Optional.empty()
        : Optional.of(CannedAnswer.text(415, "Send it as Content-Type: application/json.\n"));
  }

  /** Whether the request was sent to this server under one of its own names. */
  public static boolean isForHere(LoopbackRequest request) {
    return request.headers().getOrDefault("host", List.of()).stream()
            .allMatch(hosts(request)::contains)
        && request.header("host").isPresent();
  }

  private Predicate<String> isOwn(LoopbackRequest request) {
    return origin ->
        origins.contains(origin)
            || hosts(request).stream()
                .flatMap(host -> Stream.of("http://" + host, "https://" + host))
                .anyMatch(origin::equals);
  }

  private static List<String> hosts(LoopbackRequest request) {
    return NAMES.stream().map(name -> name + ":" + request.port()).toList();
  }

  private static boolean isJson(LoopbackRequest request) {
    String type = request.header("content-type").orElse("").split(";", 2)[0].strip();
    return type.toLowerCase(Locale.ROOT).equals("application/json");
  }

  private static Optional<CannedAnswer> forbidden(String sentence) {
    return Optional.of(CannedAnswer.text(403, sentence));
  }
}
