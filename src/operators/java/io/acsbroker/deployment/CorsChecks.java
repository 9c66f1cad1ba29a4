package io.acsbroker.deployment;

import io.acsbroker.deployment.Finding.NotChecked;
import io.acsbroker.deployment.Finding.Scrutiny;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * Which pages may call the broker and read its answers.
 *
 * @see <a href="https://fetch.spec.whatwg.org/#http-cors-protocol">The CORS protocol</a>
 */
record CorsChecks(Optional<String> origin, BrokerClient client) {
  private static final String ALLOW_ORIGIN = "Access-Control-Allow-Origin";

  void run(Report report) throws NoBrokerException, InterruptedException {
    if (origin.isPresent()) {
      String allowed = origin.get();
      report.check("CORS lets " + allowed + " in", () -> letsIn(allowed));
    } else {
      report.add("CORS lets your pages in", new NotChecked("-Dorigin=https://<your app>"));
    }
    String stranger = "https://" + UUID.randomUUID() + ".example";
    report.check("CORS keeps other pages out", () -> keepsOut(stranger));
  }

  private Finding letsIn(String page) throws NoBrokerException, InterruptedException {
    BrokerAnswer preflight = client.send(preflight(page));
    BrokerAnswer answer = client.ask(client.exchange().header("Origin", page));
    return new Scrutiny()
        .expect(
            preflight.status() / 100 == 2, "the preflight is answered with " + preflight.status())
        .expect(preflight.header(ALLOW_ORIGIN).equals(page), "the preflight does not name it")
        .expect(lists(preflight, "Access-Control-Allow-Methods", "post"), "POST is not allowed")
        .expect(
            lists(preflight, "Access-Control-Allow-Headers", "authorization"),
            "the header Authorization is not allowed")
        .expect(answer.header(ALLOW_ORIGIN).equals(page), "it may not read answers")
        .finding("");
  }

  private Finding keepsOut(String page) throws NoBrokerException, InterruptedException {
    BrokerAnswer preflight = client.send(preflight(page));
    BrokerAnswer answer = client.ask(client.exchange().header("Origin", page));
    return new Scrutiny()
        .expect(doesNotAllow(preflight, page), "a page that nobody knows may call")
        .expect(doesNotAllow(answer, page), "a page that nobody knows may read answers")
        .finding("");
  }

  private HttpRequest.Builder preflight(String page) {
    return client
        .exchange()
        .method("OPTIONS", BodyPublishers.noBody())
        .header("Origin", page)
        .header("Access-Control-Request-Method", "POST")
        .header("Access-Control-Request-Headers", "authorization,content-type");
  }

  private static boolean doesNotAllow(BrokerAnswer answer, String page) {
    String allowed = answer.header(ALLOW_ORIGIN);
    return !allowed.equals("*") && !allowed.equals(page);
  }

  private static boolean lists(BrokerAnswer answer, String header, String wanted) {
    return Arrays.stream(answer.header(header).toLowerCase(Locale.ROOT).split(",", -1))
        .map(String::strip)
        .anyMatch(wanted::equals);
  }
}
