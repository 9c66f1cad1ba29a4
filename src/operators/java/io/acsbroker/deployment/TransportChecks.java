package io.acsbroker.deployment;

import io.acsbroker.deployment.Finding.NotChecked;
import io.acsbroker.deployment.Finding.Sound;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Set;

/** Whether requests are encrypted, and cannot be otherwise. */
record TransportChecks(
    DeploymentArguments arguments, BrokerClient client, Surroundings surroundings) {
  private static final Set<String> GOOD_VERSIONS = Set.of("TLSv1.2", "TLSv1.3");
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 307, 308);

  void run(Report report) throws NoBrokerException, InterruptedException {
    if (arguments.encrypted()) {
      report.check("TLS 1.2 or newer is spoken", this::speaksGoodTls);
      report.check("TLS 1.1 is refused", () -> OldTls.offer(arguments.broker(), surroundings));
    } else {
      report.add("TLS 1.2 or newer is spoken", new NotChecked("http, which only localhost may"));
    }
    if (arguments.hasUsualPort()) {
      report.check("http is refused, or redirected to https", this::refusesPlainHttp);
    } else {
      report.add(
          "http is refused, or redirected to https",
          new NotChecked("needs an address other than localhost, without a port"));
    }
  }

  private Finding speaksGoodTls() throws NoBrokerException, InterruptedException {
    String version = client.ask(client.request("/api/health")).tlsVersion();
    return GOOD_VERSIONS.contains(version)
        ? new Sound(version)
        : Finding.faulty("it is " + version);
  }

  private Finding refusesPlainHttp() throws InterruptedException {
    URI plain = URI.create("http://" + arguments.broker().getHost() + "/api/health");
    try {
      return refusal(client.send(HttpRequest.newBuilder(plain)));
    } catch (NoBrokerException closed) {
      return new Sound(closed.diagnosis().came());
    }
  }

  static Finding refusal(BrokerAnswer answer) {
    boolean redirected =
        REDIRECTS.contains(answer.status()) && answer.header("Location").startsWith("https://");
    return redirected || answer.status() == 403
        ? new Sound("HTTP " + answer.status())
        : Finding.faulty("answers " + answer.status() + " without encryption");
  }
}
