package io.acsbroker.platform;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.local.LocalCloud;
import io.acsbroker.local.entra.EntraResource;
import io.acsbroker.local.entra.SampleDirectory;
import io.acsbroker.local.entra.TokenOrder;
import io.acsbroker.local.host.HostProcess;
import io.acsbroker.openapi.ApiDescription;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * That docs/openapi.yaml has every answer of a broker, whatever it is sent: schemathesis makes the
 * requests, in each way of saying who is asking, for the local host and, where it is at hand, for
 * Microsoft's. {@code .ci/openapi} runs it.
 */
class OpenApiCheck {
  private static final Set<String> EXCHANGES =
      Set.of("POST /api/token/teams", "POST /api/token/entra", "POST /api/token/teams-phone");
  private static final Set<String> OF_CALLERS =
      Set.of(
          "POST /api/token/teams",
          "GET /api/token/teams",
          "POST /api/token/entra",
          "GET /api/token/entra",
          "POST /api/token/teams-phone",
          "GET /api/token/teams-phone",
          "POST /api/token",
          "GET /api/token",
          "POST /api/user",
          "GET /api/user",
          "DELETE /api/user",
          "POST /api/user/revoke");

  /** There is a 404 at the routes of identities, whoever asks, and a 405 for a GET. */
  private static final String DIRECT =
      "--exclude-checks=missing_required_header,unsupported_method,allow_header_conformance";

  @Test
  void hasEveryAnswerToSubjectTokensAlone() throws Exception {
    try (LocalCloud cloud = LocalCloud.start(0, InstantSource.system())) {
      Map<String, String> bearers = subjectTokens(cloud);
      play("direct", cloud, cloud.settings(), bearers, EXCHANGES, List.of(DIRECT));
    }
  }

  @Test
  void hasEveryAnswerToCallers() throws Exception {
    try (LocalCloud cloud = LocalCloud.start(0, InstantSource.system())) {
      Map<String, String> bearers = callerTokens(cloud);
      play("callers", cloud, cloud.settingsForCallers(), bearers, OF_CALLERS, List.of());
    }
  }

  @Test
  void hasEveryAnswerOnBehalfOfCallers() throws Exception {
    try (LocalCloud cloud = LocalCloud.start(0, InstantSource.system())) {
      Map<String, String> bearers = callerTokens(cloud);
      play("on-behalf-of", cloud, cloud.settingsOnBehalfOf(), bearers, OF_CALLERS, List.of());
    }
  }

  private static void play(
      String way,
      LocalCloud cloud,
      Map<String, String> settings,
      Map<String, String> bearers,
      Set<String> possible,
      List<String> options)
      throws Exception {
    Map<String, String> offered = subjectTokens(cloud);
    offered.put("USER", SampleDirectory.ADELE.objectId());
    offered.put("CLIENT", SampleDirectory.CLIENT_ID);
    Schemathesis.offer(offered);
    Map<String, String> values = new LinkedHashMap<>(settings);
    values.put("BROKER_USER_EXCHANGE_LIMIT", "1000000");
    values.put("BROKER_DEADLINE_SECONDS", "60");
    values.put("BROKER_PUBLIC_URL", "https://broker.example");
    try (HostProcess local = PlatformFixture.local(cloud, values, List.of())) {
      URI uri = local.awaitReady(Duration.ofSeconds(60));
      assertSucceeds(possible, new Schemathesis(way, bearers).play(uri, options));
    }
    if (MicrosoftHost.isHere()) {
      String trust = String.join(" ", cloud.trustFlags());
      MicrosoftHost.Settings theirs = new MicrosoftHost.Settings(values, List.of(), trust);
      try (MicrosoftHost host = MicrosoftHost.run(PlatformFixture.PACKAGE, theirs)) {
        host.awaitAnswer();
        Schemathesis cases = new Schemathesis(way + "-microsoft", bearers);
        assertSucceeds(possible, cases.play(host.uri(), options));
      }
    }
  }

  /** Who is refused everywhere finds nothing. */
  private static void assertSucceeds(Set<String> possible, Set<String> succeeded) {
    assertTrue(succeeded.containsAll(possible), () -> "Only these succeeded: " + succeeded);
    for (String request : possible) {
      String path = ApiDescription.METADATA + request.substring(request.indexOf('/'));
      assertTrue(succeeded.containsAll(Set.of("GET " + path, "HEAD " + path)), path);
    }
  }

  private static Map<String, String> subjectTokens(LocalCloud cloud) {
    Map<String, String> tokens = new LinkedHashMap<>();
    tokens.put("TEAMS_TOKEN", token(cloud, EntraResource.ACS));
    tokens.put("ENTRA_TOKEN", token(cloud, EntraResource.ACS_CLIENTS));
    tokens.put("TEAMS_PHONE_TOKEN", token(cloud, EntraResource.TEAMS_PHONE));
    tokens.put("CALLER_TOKEN", tokens.get("TEAMS_TOKEN"));
    return tokens;
  }

  private static String token(LocalCloud cloud, EntraResource resource) {
    return cloud.entra().token(TokenOrder.forUser(SampleDirectory.ADELE, resource));
  }

  private static Map<String, String> callerTokens(LocalCloud cloud) {
    String token = cloud.entra().token(TokenOrder.forCaller(SampleDirectory.ADELE));
    Map<String, String> tokens = new LinkedHashMap<>();
    subjectTokens(cloud).keySet().forEach(name -> tokens.put(name, token));
    return tokens;
  }
}
