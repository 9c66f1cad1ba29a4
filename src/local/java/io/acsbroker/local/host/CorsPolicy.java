package io.acsbroker.local.host;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which pages of other origins may read answers. As on the platform, the host answers preflights
 * itself as soon as there is one origin, and owns {@code Access-Control-Allow-*}: what a function
 * sends of those is dropped. Answers vary by origin as soon as there are two. Without origins it
 * leaves everything to the functions.
 *
 * @param origins exact ones, such as {@code http://localhost:5173}
 * @param thisMachine whether plain http pages of this machine are let in as well, at any port: the
 *     platform has exact origins alone
 * @param credentials whether pages may send cookies
 * @see <a href="https://fetch.spec.whatwg.org/#http-cors-protocol">The CORS protocol</a>
 */
public record CorsPolicy(List<String> origins, boolean thisMachine, boolean credentials) {
  /** Nobody is let in, and preflights are the functions' own. */
  public static final CorsPolicy NONE = new CorsPolicy(List.of(), false);

  /** Pages of this machine are let in, whatever their port. */
  public static final CorsPolicy THIS_MACHINE = new CorsPolicy(List.of(), true, false);

  private static final Pattern ORIGIN = Pattern.compile("https?://[a-z0-9.-]+(:\\d{1,5})?");
  private static final Pattern THIS_MACHINES =
      Pattern.compile("http://(localhost|127\\.0\\.0\\.1)(:\\d{1,5})?");
  private static final String OWN = "access-control-allow-";

  /**
   * Keeps a copy.
   *
   * @throws HostStartException with a sentence for what is no exact origin, {@code *} above all
   */
  public CorsPolicy {
    origins = List.copyOf(origins);
    origins.forEach(CorsPolicy::requireExact);
  }

  /** Exact origins alone. */
  public CorsPolicy(List<String> origins, boolean credentials) {
    this(origins, false, credentials);
  }

  /** One origin and no cookies. */
  public static CorsPolicy of(String origin) {
    return new CorsPolicy(List.of(origin), false);
  }

  private static void requireExact(String origin) {
    if (origin.equals("*")) {
      throw new HostStartException(
          "CORS is * and would let every page of the world in: name each origin.");
    }
    if (!ORIGIN.matcher(origin).matches()) {
      throw new HostStartException(
          "CORS names "
              + origin
              + ", which is no origin: write scheme, host and port, as http://localhost:5173.");
    }
  }

  private boolean letsAnybodyIn() {
    return thisMachine || !origins.isEmpty();
  }

  private boolean letsIn(String origin) {
    return origins.contains(origin) || (thisMachine && THIS_MACHINES.matcher(origin).matches());
  }

  /** Whether the host answers this request itself, whatever its path. */
  boolean takesPreflight(HttpExchange exchange) {
    return letsAnybodyIn()
        && exchange.getRequestMethod().equals("OPTIONS")
        && exchange.getRequestHeaders().containsKey("Origin")
        && exchange.getRequestHeaders().containsKey("Access-Control-Request-Method");
  }

  /** Puts on an answer to a preflight what a listed origin may read, and on others nothing. */
  void allowPreflight(HttpExchange exchange) {
    Headers asked = exchange.getRequestHeaders();
    Headers answer = exchange.getResponseHeaders();
    if (allowOrigin(exchange)) {
      answer.set("Access-Control-Allow-Methods", asked.getFirst("Access-Control-Request-Method"));
      Optional.ofNullable(asked.getFirst("Access-Control-Request-Headers"))
          .ifPresent(names -> answer.set("Access-Control-Allow-Headers", names));
    }
  }

  /** Puts on any other answer what a listed origin may read, and takes off what is not its own. */
  void allow(HttpExchange exchange) {
    if (letsAnybodyIn()) {
      exchange
          .getResponseHeaders()
          .keySet()
          .removeIf(name -> name.toLowerCase(Locale.ROOT).startsWith(OWN));
      allowOrigin(exchange);
    }
  }

  private boolean allowOrigin(HttpExchange exchange) {
    List<String> sent = exchange.getRequestHeaders().getOrDefault("Origin", List.of());
    if (sent.size() != 1 || !letsIn(sent.getFirst())) {
      return false;
    }
    String origin = sent.getFirst();
    Headers answer = exchange.getResponseHeaders();
    answer.set("Access-Control-Allow-Origin", origin);
    if (thisMachine || origins.size() > 1) {
      answer.add("Vary", "Origin");
    }
    if (credentials) {
      answer.set("Access-Control-Allow-Credentials", "true");
    }
    return true;
  }
}
