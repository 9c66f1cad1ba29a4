package io.acsbroker.local.entra;

import io.acsbroker.local.net.CannedAnswer;
import io.acsbroker.local.net.LoopbackRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Lets pages of this machine read what sign-in lets single-page applications read. */
public final class CrossOrigin {
  private static final Pattern LOOPBACK =
      Pattern.compile("https?://(localhost|127\\.0\\.0\\.1)(:\\d{1,5})?");

  private CrossOrigin() {}

  /** Whether pages of this origin come from this machine. */
  public static boolean isHere(String origin) {
    return LOOPBACK.matcher(origin).matches();
  }

  /** The same answer, for a page of this machine to read where one asks. */
  public static CannedAnswer allow(LoopbackRequest request, CannedAnswer answer) {
    Optional<String> origin = request.header("origin").filter(CrossOrigin::isHere);
    // A page that was refused reads nothing, and its preflight fails
    return origin.isEmpty() || answer.status() == 403
        ? answer
        : allow(origin.get(), request, answer);
  }

  private static CannedAnswer allow(String origin, LoopbackRequest request, CannedAnswer answer) {
    Map<String, String> headers = new LinkedHashMap<>(answer.headers());
    headers.put("Access-Control-Allow-Origin", origin);
    headers.put("Vary", "Origin");
    request
        .header("access-control-request-headers")
        .ifPresent(names -> headers.put("Access-Control-Allow-Headers", names));
    return new CannedAnswer(
        answer.status(), headers, answer.body(), answer.delay(), answer.delivery());
  }
}
