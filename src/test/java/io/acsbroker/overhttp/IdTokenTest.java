package io.acsbroker.overhttp;

import static io.acsbroker.local.entra.SampleDirectory.ADELE;
import static io.acsbroker.local.entra.SampleDirectory.CLIENT_ID;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.json.JsonObject;
import io.acsbroker.local.entra.TokenOrder;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever sends an id token is told so, and whoever sends another token for an app is not. */
class IdTokenTest {
  private final LogLines log = new LogLines();

  @AutoClose private final RunningBroker broker = RunningBroker.start(settings -> settings, log);

  /** The answer to a token with these claims, and what the log says of it. */
  private JsonObject refused(Map<String, Object> claims, String reason) {
    String token = RunningBroker.CLOUD.entra().sign(claims);
    HttpResponse<String> response =
        RunningBroker.send(broker.anonymous().header("Authorization", "Bearer " + token));
    JsonObject problem = RunningBroker.json(response);
    assertEquals(Optional.of("token_audience_wrong"), problem.string("code"), response.body());
    assertEquals(Optional.of(reason), log.lastEvent().string("reason"));
    assertEquals(Optional.of("aud " + CLIENT_ID), log.lastEvent().string("details"));
    return problem;
  }

  /**
   * Its {@code aud} is the application's own id in both versions.
   *
   * @see <a
   *     href="https://learn.microsoft.com/entra/identity-platform/id-token-claims-reference">Claims
   *     of id tokens</a>
   * @see <a href="https://learn.microsoft.com/entra/identity-platform/id-tokens">Samples of
   *     both</a>
   */
  @ParameterizedTest
  @CsvSource({"1.0", "2.0"})
  void saysThatAnIdTokenIsOneAndWhichTokenToSend(String version) {
    TokenOrder order = TokenOrder.forUser(ADELE).withVersion(version);
    JsonObject problem = refused(RunningBroker.CLOUD.entra().idClaims(order), "ID_TOKEN");
    String detail = problem.string("detail").orElseThrow();
    assertTrue(detail.startsWith("The token is an id token"), detail);
    assertTrue(detail.contains("Send the access token."), detail);
    assertTrue(detail.contains("Teams.ManageCalls"), detail);
    assertEquals(Optional.of("aud"), problem.string("claim"));
    assertEquals(Optional.of(CLIENT_ID), problem.string("found"));
  }

  @Test
  void takesNoOtherTokenForAnApplicationForOne() {
    TokenOrder order = TokenOrder.forUser(ADELE).withAudience(CLIENT_ID);
    Map<String, Object> claims = RunningBroker.CLOUD.entra().claims(order);
    JsonObject problem = refused(claims, "AUDIENCE_WRONG");
    assertEquals(Optional.of(CLIENT_ID), problem.string("found"));
  }
}
