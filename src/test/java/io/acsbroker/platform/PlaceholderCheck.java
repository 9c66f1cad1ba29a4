package io.acsbroker.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An instance of the platform that runs already and takes the package in, as most starts go. */
class PlaceholderCheck {
  private PlatformFixture fixture;
  private String key;

  @BeforeEach
  void start() throws Exception {
    fixture = PlatformFixture.start();
    byte[] bytes = new byte[32];
    new SecureRandom().nextBytes(bytes);
    key = Base64.getEncoder().encodeToString(bytes);
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  /** The answer to the first request after the package was assigned. */
  private HttpResponse<String> firstAnswer(Map<String, String> more) throws Exception {
    MicrosoftHost.Settings settings = fixture.settings(more);
    try (MicrosoftHost host = MicrosoftHost.placeholder(key, settings)) {
      HttpRequest.Builder warmUp = HttpRequest.newBuilder(host.uri().resolve("/api/WarmUp"));
      assertEquals(200, PlatformFixture.send(warmUp).statusCode());
      host.assign(PlatformFixture.PACKAGE, key, settings);
      return PlatformFixture.send(PlatformFixture.exchange(host.uri(), fixture.token()));
    }
  }

  @Test
  void givesTheFirstUserWhoAsksAToken() throws Exception {
    HttpResponse<String> response = firstAnswer(Map.of());
    assertEquals(200, response.statusCode(), response.body());
    assertTrue(response.body().startsWith("{\"token\":\"ey"), response.body());
  }

  @Test
  void saysThatItsSettingsAreWrong() throws Exception {
    HttpResponse<String> response = firstAnswer(Map.of("ENTRA_TENANT_IDS", "everybody"));
    assertEquals(503, response.statusCode(), response.body());
    assertTrue(response.body().contains("\"code\":\"misconfigured\""), response.body());
  }
}
