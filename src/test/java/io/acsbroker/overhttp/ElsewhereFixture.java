package io.acsbroker.overhttp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.acsbroker.local.elsewhere.OpenIdProvider;
import io.acsbroker.local.entra.SampleUser;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.logging.Handler;

/** Brokers whose callers have signed in elsewhere than at Entra, and the tokens of these. */
final class ElsewhereFixture {
  static final OpenIdProvider ELSEWHERE = RunningBroker.CLOUD.elsewhere();

  private static final Map<String, String> NOT_OF_ENTRA =
      Map.of("BROKER_API_CLIENT_ID", "", "BROKER_CALLER_CLIENT_IDS", "");

  private ElsewhereFixture() {}

  /** A broker that takes caller tokens of Entra's too. */
  static RunningBroker withEntra(String document, Map<String, String> further, Handler log) {
    Map<String, String> all = new HashMap<>(further);
    all.put("BROKER_CALLER_ISSUERS", document);
    return CallerFixture.start(all, log);
  }

  /** A broker that takes no others. */
  static RunningBroker alone(String document, Map<String, String> further, Handler log) {
    Map<String, String> all = new HashMap<>(further);
    all.putAll(NOT_OF_ENTRA);
    return withEntra(document, all, log);
  }

  /** A token of the sign-in elsewhere, by the parameters of its order. */
  static String order(String user, String further) {
    URI address =
        URI.create(
            RunningBroker.CLOUD.entra().authority()
                + "/local/token?audience=elsewhere&user="
                + user
                + further);
    try {
      HttpResponse<String> answer =
          HttpClient.newHttpClient()
              .send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
      assertEquals(200, answer.statusCode(), answer.body());
      return answer.body();
    } catch (IOException | InterruptedException failed) {
      throw new IllegalStateException(failed);
    }
  }

  static String changed(SampleUser user, String claims) {
    return order(user.userName(), "&change=" + URLEncoder.encode(claims, StandardCharsets.UTF_8));
  }
}
