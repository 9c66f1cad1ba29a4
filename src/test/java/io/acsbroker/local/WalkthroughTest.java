package io.acsbroker.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.SignedJWT;
import io.acsbroker.local.entra.EntraEmulator;
import io.acsbroker.local.entra.EntraResource;
import io.acsbroker.local.net.CannedAnswer;
import io.acsbroker.local.net.LoopbackRequest;
import io.acsbroker.local.net.LoopbackServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a walkthrough sends and prints, with a broker that takes everything. */
class WalkthroughTest {
  private static final String TOKEN = "eyJ[\\w-]{5}\\.\\.\\.[\\w-]{8}";

  private final List<LoopbackRequest> requests = new ArrayList<>();
  private EntraEmulator entra;
  private LoopbackServer broker;

  @BeforeEach
  void start() throws Exception {
    entra = EntraEmulator.start(0, InstantSource.system());
    broker =
        LoopbackServer.http(
            0,
            request -> {
              requests.add(request);
              return CannedAnswer.text(200, "{}");
            });
  }

  @AfterEach
  void stop() {
    broker.close();
    entra.close();
  }

  @Test
  void sendsTheSubjectTokenToADirectBroker() throws Exception {
    List<String> lines = run(Way.DIRECT);

    assertTrue(bearerIsFor(EntraResource.ACS, requests.getFirst()));
    assertEquals("", requests.getFirst().text());
    assertTrue(lines.contains(curl("')\"")), lines::toString);
  }

  @Test
  void sendsBothTokensToABrokerWithCallers() throws Exception {
    List<String> lines = run(Way.CALLERS);

    LoopbackRequest request = requests.getFirst();
    assertTrue(bearerIsFor(EntraResource.BROKER_API, request));
    assertEquals("application/json", request.header("Content-Type").orElseThrow());
    Object subjectToken = JSONObjectUtils.parse(request.text()).get("accessToken");
    assertTrue(isFor(EntraResource.ACS, String.valueOf(subjectToken)));
    assertTrue(
        lines.contains(
            curl(
                "&audience=broker-api')\" -H 'Content-Type: application/json'"
                    + " -d \"{\\\"accessToken\\\":\\\"$(curl -sf '"
                    + entra.authority()
                    + "/local/token?user=adele@contoso.example')\\\"}\"")),
        lines::toString);
  }

  @Test
  void sendsTheCallerTokenAloneToABrokerThatActsOnItsBehalf() throws Exception {
    List<String> lines = run(Way.ON_BEHALF_OF);

    assertTrue(bearerIsFor(EntraResource.BROKER_API, requests.getFirst()));
    assertEquals("", requests.getFirst().text());
    assertTrue(lines.contains(curl("&audience=broker-api')\"")), lines::toString);
  }

  @ParameterizedTest
  @EnumSource
  void showsNoWholeToken(Way way) throws Exception {
    List<String> lines = run(way);

    assertTrue(lines.stream().anyMatch(line -> line.matches(" {3}" + TOKEN)), lines::toString);
    assertFalse(lines.stream().anyMatch(line -> line.matches(".*eyJ[\\w-]{20,}.*")));
  }

  private List<String> run(Way way) throws IOException, InterruptedException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    URI uri = URI.create("http://localhost:" + broker.port());
    Walkthrough.run(entra, way, uri, new PrintStream(out, true, UTF_8));
    return out.toString(UTF_8).lines().toList();
  }

  private String curl(String rest) {
    return "curl -s -X POST http://localhost:%d/api/token/teams -H \"Authorization: Bearer"
            .formatted(broker.port())
        + " $(curl -sf '"
        + entra.authority()
        + "/local/token?user=adele@contoso.example"
        + rest;
  }

  private static boolean bearerIsFor(EntraResource resource, LoopbackRequest request)
      throws Exception {
    return isFor(
        resource, request.header("Authorization").orElseThrow().substring("Bearer ".length()));
  }

  private static boolean isFor(EntraResource resource, String token) throws Exception {
    return resource.isMeantBy(SignedJWT.parse(token).getJWTClaimsSet().getAudience().getFirst());
  }
}
