package io.acsbroker.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.acsbroker.local.directory.DirectoryFile;
import io.acsbroker.local.elsewhere.OpenIdProvider;
import io.acsbroker.local.entra.Application;
import io.acsbroker.local.entra.Directory;
import io.acsbroker.local.entra.EntraEmulator;
import io.acsbroker.local.entra.EntraResource;
import io.acsbroker.local.entra.SampleDirectory;
import io.acsbroker.local.entra.SampleUser;
import io.acsbroker.local.host.HostStartException;
import io.acsbroker.local.net.CannedAnswer;
import io.acsbroker.local.net.LoopbackCertificate;
import io.acsbroker.local.net.LoopbackRequest;
import io.acsbroker.local.net.LoopbackServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a walkthrough sends and prints, with a broker that takes everything. */
class WalkthroughTest {
  private static final String TOKEN = "eyJ[\\w-]{5}\\.\\.\\.[\\w-]{8}";

  private final List<LoopbackRequest> requests = new ArrayList<>();
  private boolean refusing;
  private EntraEmulator entra;
  private OpenIdProvider elsewhere;
  private LoopbackServer broker;

  @BeforeEach
  void start() throws Exception {
    entra = EntraEmulator.start(0, InstantSource.system());
    elsewhere = OpenIdProvider.start(0, SampleDirectory.DIRECTORY, InstantSource.system());
    broker =
        LoopbackServer.http(
            0,
            request -> {
              requests.add(request);
              return CannedAnswer.text(refusing ? 403 : 200, "{}");
            });
  }

  @AfterEach
  void stop() {
    broker.close();
    elsewhere.close();
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

  @Test
  void sendsATokenOfTheCompanysOwnSignInBesideTheSubjectToken() throws Exception {
    List<String> lines = run(Way.ELSEWHERE);

    LoopbackRequest request = requests.getFirst();
    JWTClaimsSet caller = claims(request.bearerToken().orElseThrow());
    assertEquals(elsewhere.issuer(), caller.getIssuer());
    assertEquals(
        Map.of("tid", SampleDirectory.CONTOSO.tenantId(), "oid", SampleDirectory.ADELE.objectId()),
        caller.getClaim("ext"));
    Object subjectToken = JSONObjectUtils.parse(request.text()).get("accessToken");
    assertTrue(isFor(EntraResource.ACS, String.valueOf(subjectToken)));
    assertTrue(
        lines.contains(
            "curl -s http://localhost:%d/api/token -H \"Authorization: Bearer $(curl -sf '%s"
                    .formatted(broker.port(), entra.authority())
                + "/local/token?user=adele@contoso.example&audience=elsewhere')\""),
        lines::toString);
  }

  @ParameterizedTest
  @EnumSource
  void showsNoWholeToken(Way way) throws Exception {
    List<String> lines = run(way);

    assertTrue(lines.stream().anyMatch(line -> line.matches(" {3}" + TOKEN)), lines::toString);
    assertFalse(lines.stream().anyMatch(line -> line.matches(".*eyJ[\\w-]{20,}.*")));
  }

  @Test
  void goesOnWhereASettingOfSomebodysOwnRefusesTheExchange() throws Exception {
    refusing = true;
    Properties properties = new Properties();
    properties.setProperty("local.set.BROKER_GUESTS", "deny");
    List<String> lines = run(entra, LocalArguments.parse(properties, "--port=0"));

    assertTrue(
        lines.contains(
            "   That comes of the settings that were given with -Dlocal.set; the cloud is up nonetheless."),
        lines::toString);
    assertTrue(lines.contains(curl("')\"")), lines::toString);
    HostStartException failed = assertThrows(HostStartException.class, () -> run(Way.DIRECT));
    assertEquals("The exchange failed: the answer above says why.", failed.getMessage());
  }

  @ParameterizedTest
  @EnumSource
  void isOfTheFirstPersonAndApplicationThatFit(Way way) throws Exception {
    Directory directory = DirectoryFile.read(Path.of("docs/local-directory.json"));
    try (EntraEmulator own = start(directory)) {
      List<String> lines = run(own, arguments(way));

      assertTrue(
          lines.contains(
              "1. Ravi signs in at %sTailspin Toys (ravi@tailspin.example)."
                  .formatted(way == Way.ELSEWHERE ? "the company's own sign-in, and at " : "")),
          lines::toString);
      JWTClaimsSet bearer = claims(requests.getFirst().bearerToken().orElseThrow());
      assertEquals(
          switch (way) {
            case DIRECT -> "41d7a5b0-7e2c-4f9b-8a36-d0c9e1f2b355";
            case CALLERS, ON_BEHALF_OF -> "9be0c3d1-64f7-4a2e-b1c8-35f7d8e0a466";
            case ELSEWHERE -> OpenIdProvider.PAGE_CLIENT;
          },
          bearer.getClaim(way == Way.ELSEWHERE ? "client_id" : "appid"));
    }
  }

  @Test
  void saysInOneLineWhoIsMissing() throws Exception {
    Directory all = SampleDirectory.DIRECTORY;
    try (EntraEmulator entra = start(with(all.applications(), SampleDirectory.LIDIA_AS_GUEST))) {
      assertEquals(
          List.of(
              "No exchange to watch: nobody in the directory is served, has a Teams licence, has"
                  + " consented and is no guest."),
          run(entra, arguments(Way.DIRECT)));
    }
    List<Application> calling = all.applications().stream().filter(it -> !it.forAcs()).toList();
    try (EntraEmulator entra = start(with(calling, SampleDirectory.ADELE))) {
      assertEquals(
          List.of(
              "No exchange to watch: no application of the directory gets tokens for ACS, and the"
                  + " broker has none to accept."),
          run(entra, arguments(Way.CALLERS)));
      assertTrue(requests.isEmpty());
      run(entra, arguments(Way.ON_BEHALF_OF));
      assertEquals(1, requests.size());
    }
  }

  private static Directory with(List<Application> applications, SampleUser user) {
    return new Directory(
        SampleDirectory.DIRECTORY.organisations(),
        List.of(user),
        applications,
        SampleDirectory.BROKER_API,
        Set.of());
  }

  private static EntraEmulator start(Directory directory) throws IOException {
    return EntraEmulator.start(0, directory, InstantSource.system(), LoopbackCertificate.create());
  }

  private static LocalArguments arguments(Way way) {
    return LocalArguments.parse(
        new Properties(),
        "--callers=" + (way == Way.ELSEWHERE ? "elsewhere" : way == Way.CALLERS),
        "--on-behalf-of=" + (way == Way.ON_BEHALF_OF));
  }

  private List<String> run(Way way) throws IOException, InterruptedException {
    return run(entra, arguments(way));
  }

  private List<String> run(EntraEmulator entra, LocalArguments arguments)
      throws IOException, InterruptedException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    URI uri = URI.create("http://localhost:" + broker.port());
    Walkthrough.run(entra, elsewhere, arguments, uri, new PrintStream(out, true, UTF_8));
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
    return resource.isMeantBy(claims(token).getAudience().getFirst());
  }

  private static JWTClaimsSet claims(String token) throws Exception {
    return SignedJWT.parse(token).getJWTClaimsSet();
  }
}
