package io.acsbroker.overhttp;

import static io.acsbroker.local.entra.SampleDirectory.ADELE;
import static io.acsbroker.overhttp.CallerFixture.bodyless;
import static io.acsbroker.overhttp.CallerFixture.callerToken;
import static io.acsbroker.overhttp.CallerFixture.inHeader;
import static io.acsbroker.overhttp.CallerFixture.subjectToken;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.acsbroker.fixture.PlatformTokenText;
import io.acsbroker.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * A broker behind a Static Web App, which replaces {@code Authorization}.
 *
 * @see <a href="https://github.com/Azure/static-web-apps/issues/34">Azure/static-web-apps 34</a>
 * @see <a href="https://github.com/Azure/static-web-apps/issues/562">and 562, of an app that is
 *     linked</a>
 */
class StaticWebAppInFrontTest {
  private static final List<String> TOKENS =
      List.of(PlatformTokenText.sample(), PlatformTokenText.ofLink());
  private static final String SAID =
      " is one of Azure's own, which a Static Web App puts into the Authorization header in place"
          + " of the client's. Call the broker at its own address, not through the Static Web App.";

  private final LogLines log = new LogLines();

  private void assertSaid(int status, String code, String what, HttpRequest.Builder request) {
    int keys = RunningBroker.CLOUD.entra().keyRequests();
    HttpResponse<String> response = RunningBroker.send(request);
    assertEquals(keys, RunningBroker.CLOUD.entra().keyRequests());
    assertEquals(status, response.statusCode(), response.body());
    JsonObject body = RunningBroker.json(response);
    assertEquals(Optional.of(code), body.string("code"));
    assertEquals(Optional.of(what + SAID), body.string("detail"));
    assertEquals(Optional.of("TOKEN_OF_PLATFORM"), log.lastEvent().string("reason"));
    assertNothingOfTheToken(response.headers().map() + response.body() + log.text());
  }

  private static void assertNothingOfTheToken(String text) {
    for (String segment : String.join(".", TOKENS).split("\\.", -1)) {
      assertFalse(text.contains(segment), text);
    }
    for (String part : List.of("6a4f0f5c", "azurewebsites", "azurestaticapps", "1d0f2e3c")) {
      assertFalse(text.contains(part), text);
    }
  }

  @Test
  void isNamedInPlaceOfTheUsualSentence() {
    try (RunningBroker broker = RunningBroker.start(settings -> settings, log)) {
      BrokerStarts.awaitEnd();
      assertEquals(200, RunningBroker.send(broker.request()).statusCode());
      for (String token : TOKENS) {
        assertSaid(
            401,
            "token_invalid",
            "The token",
            broker.anonymous().header("Authorization", "Bearer " + token));
      }
    }
  }

  @Test
  void isNamedWithCallersToo() {
    try (RunningBroker broker = CallerFixture.start(Map.of(), log)) {
      BrokerStarts.awaitEnd();
      String subject = subjectToken(ADELE);
      assertEquals(
          200, RunningBroker.send(inHeader(broker, callerToken(ADELE), subject)).statusCode());
      for (String token : TOKENS) {
        assertSaid(401, "token_invalid", "The caller token", bodyless(broker, token));
        assertSaid(
            400,
            "subject_token_invalid",
            "The subject token",
            inHeader(broker, callerToken(ADELE), token));
      }
    }
  }
}
