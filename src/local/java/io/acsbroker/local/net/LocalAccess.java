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
 * Who may ask for what is below {@code /local}, which Entra does not have: programs of this
 * machine, and pages of known origins. Every page that a developer has open can reach a server on
 * the loopback: a form of it is told by its content type, a script by its origin, and one whose
 * name was made to lead here by its host, and what a page has fetched as a script or an image by
 * its fetch metadata.
 *
 * @see <a href="https://fetch.spec.whatwg.org/#cors-safelisted-request-header">What a page may send
 *     to another origin unasked</a>
 * @see <a href="https://www.w3.org/TR/fetch-metadata/">Fetch Metadata Request Headers</a>
 */
public final class LocalAccess {
  private static final List<String> NAMES = List.of("localhost", "127.0.0.1");

  private static final Set<String> OTHER_SITES = Set.of("same-site", "cross-site");

  private final List<String> names;
  private final Predicate<String> known;
  private final Set<String> origins = ConcurrentHashMap.newKeySet();

  /** Knows the server's own pages, under its own names. */
  public LocalAccess() {
    this(NAMES, origin -> false);
  }

  private LocalAccess(List<String> names, Predicate<String> known) {
    this.names = names;
    this.known = known;
  }

  /**
   * Knows these pages too, and the name that Android's emulator has for the machine that it runs
   * on.
   *
   * @see <a href="https://developer.android.com/studio/run/emulator-networking">Networks of
   *     Android's emulator</a>
   */
  public static LocalAccess forApps(Predicate<String> origins) {
    return new LocalAccess(List.of("localhost", "127.0.0.1", "10.0.2.2"), origins);
  }

  /** Knows pages of this origin too. */
  public void allow(URI origin) {
    origins.add(origin.toString());
  }

  /** The answer to a request that may change nothing; empty where it may. */
  public Optional<CannedAnswer> changeRefusal(LoopbackRequest request) {
    return refusal(request, "POST")
        .or(
            () ->
                isJson(request)
                    ? Optional.empty()
                    : Optional.of(
                        CannedAnswer.text(415, "Send it as Content-Type: application/json.\n")));
  }

  /** The answer to a request that is told nothing; empty where it is. */
  public Optional<CannedAnswer> readRefusal(LoopbackRequest request) {
    return refusal(request, "GET");
  }

  private Optional<CannedAnswer> refusal(LoopbackRequest request, String method) {
    if (!isForHere(request)) {
      return forbidden(
          "The Host header is not %s with this port.\n".formatted(String.join(" or ", names)));
    }
    if (!request.headers().getOrDefault("origin", List.of()).stream().allMatch(isKnown(request))) {
      return forbidden("Pages of that origin may ask for nothing here.\n");
    }
    if (isFetchedUnasked(request)) {
      return forbidden("Pages of other sites may ask for nothing here.\n");
    }
    if (request.method().equals("OPTIONS") && request.header("origin").isPresent()) {
      return Optional.of(CannedAnswer.empty(204));
    }
    return request.method().equals(method)
        ? Optional.empty()
        : Optional.of(
            new CannedAnswer(
                405, Map.of("Allow", method), "Only " + method + ".\n", Duration.ZERO));
  }

  /** Whether the request was sent to this server under one of its own names. */
  private boolean isForHere(LoopbackRequest request) {
    return request.headers().getOrDefault("host", List.of()).stream()
            .allMatch(hosts(request)::contains)
        && request.header("host").isPresent();
  }

  /**
   * Whether a page of somebody else's has a browser fetch this into the page, which tells no
   * origin: as a script, an image or a frame. A person who follows a link is let through.
   */
  private static boolean isFetchedUnasked(LoopbackRequest request) {
    boolean ofOthers = request.header("sec-fetch-site").filter(OTHER_SITES::contains).isPresent();
    return ofOthers
        && request.header("origin").isEmpty()
        && !request.header("sec-fetch-dest").equals(Optional.of("document"));
  }

  private Predicate<String> isKnown(LoopbackRequest request) {
    return known
        .or(origins::contains)
        .or(
            origin ->
                hosts(request).stream()
                    .flatMap(host -> Stream.of("http://" + host, "https://" + host))
                    .anyMatch(origin::equals));
  }

  private List<String> hosts(LoopbackRequest request) {
    return names.stream().map(name -> name + ":" + request.port()).toList();
  }

  private static boolean isJson(LoopbackRequest request) {
    String type = request.header("content-type").orElse("").split(";", 2)[0].strip();
    return type.toLowerCase(Locale.ROOT).equals("application/json");
  }

  private static Optional<CannedAnswer> forbidden(String sentence) {
    return Optional.of(CannedAnswer.text(403, sentence));
  }
}
