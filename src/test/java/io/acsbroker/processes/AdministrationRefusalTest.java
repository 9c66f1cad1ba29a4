package io.acsbroker.processes;

import static io.acsbroker.processes.AdministrationRun.ACS;
import static io.acsbroker.processes.AdministrationRun.ADELE;
import static io.acsbroker.processes.AdministrationRun.CONTOSO;
import static io.acsbroker.processes.AdministrationRun.ONE;
import static io.acsbroker.processes.AdministrationRun.command;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.local.acs.EntraAssignment;
import io.acsbroker.local.entra.SampleDirectory;
import io.acsbroker.local.entra.TokenOrder;
import io.acsbroker.local.net.CannedAnswer;
import io.acsbroker.overhttp.RunningBroker;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the administrator's command says where nothing comes of it. */
class AdministrationRefusalTest {
  private static final String ADD = "add user " + ADELE + " of " + CONTOSO + " for " + ONE;
  private static final String WAYS = "Give one credential: ";

  private Map<String, EntraAssignment> before = Map.of();

  @BeforeEach
  void nobodyMay() {
    before = ACS.assignments().all();
    AdministrationRun.assign(Map.of());
  }

  @AfterEach
  void asBefore() {
    ACS.disturbAssignments(handler -> handler);
    AdministrationRun.assign(before);
  }

  private static AdministrationRun withToken(String printed) throws InterruptedException {
    return AdministrationRun.of(printed, Map.of(), "--command=list", "--token=-");
  }

  private static String identityToken() {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                URI.create(
                    RunningBroker.CLOUD.identity().endpoint()
                        + "?api-version=2019-08-01&resource=https://communication.azure.com/"))
            .header("X-IDENTITY-HEADER", RunningBroker.CLOUD.identity().secret());
    return RunningBroker.json(RunningBroker.send(request)).string("access_token").orElseThrow();
  }

  private static String tokenFor(String audience, Duration lifetime) {
    TokenOrder order = TokenOrder.forUser(SampleDirectory.ADELE).withAudience(audience);
    return RunningBroker.CLOUD.entra().token(order.withLifetime(lifetime));
  }

  @Test
  void takesATokenAsTheAzureCommandLinePrintsIt() throws Exception {
    String token = identityToken();
    String last = "0 assignments at " + ACS.endpoint() + ".";
    withToken(token + "\n").assertDone(last);
    withToken("{\"accessToken\": \"" + token + "\", \"tokenType\": \"Bearer\"}").assertDone(last);
    AdministrationRun.of("", Map.of("ACS_ACCESS_TOKEN", token), "--command=list").assertDone(last);
  }

  @Test
  void sendsNoTokenThatIsForSomethingElseOrHasExpired() throws Exception {
    String acs = "https://communication.azure.com";
    withToken(tokenFor("https://management.azure.com/", Duration.ofHours(1)))
        .assertRefused(
            "The token is for something else than Communication Services, and was not sent. Get it"
                + " with --resource https://communication.azure.com.");
    withToken(tokenFor(acs, Duration.ofHours(-1)))
        .assertRefused("The token has expired, and was not sent. Get a new one.");
    assertTrue(withToken("guessed").text().startsWith("The token cannot be read. " + WAYS));
    AdministrationRun.of("", Map.of(), "--command=list", "--token=" + identityToken())
        .assertRefused(
            "-Dtoken must be -, which reads it from standard input: others see a command line.");
  }

  @Test
  void wantsExactlyOneCredential() throws Exception {
    Map<String, String> key =
        Map.of("COMMUNICATION_SERVICES_CONNECTION_STRING", ACS.connectionString());
    assertWays(AdministrationRun.of("", Map.of(), "--command=list"));
    assertWays(AdministrationRun.of("eyJ", key, "--command=list", "--token=-"));
    assertWays(AdministrationRun.of("", key, "--command=list", "--managed-identity=true"));
  }

  private static void assertWays(AdministrationRun run) {
    assertEquals(1, run.exitCode());
    assertTrue(run.text().startsWith(WAYS), run.text());
  }

  @Test
  void usesNoConnectionStringOfAnotherResource() throws Exception {
    String variable = "COMMUNICATION_SERVICES_CONNECTION_STRING";
    Map<String, String> other =
        Map.of(variable, "endpoint=https://other.communication.azure.com/;accesskey=AAAA");
    AdministrationRun.of("", other, "--command=list")
        .assertRefused(variable + " is of another resource than -Dendpoint: nothing was sent.");
    AdministrationRun.of("", Map.of(variable, "AAAA"), "--command=list")
        .assertRefused(
            variable + " must have the form endpoint=https://<resource>/;accesskey=<key>.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://x.communication.azure.com",
        "https://communication.azure.com.example",
        "https://x.communication.azure.com/path",
        "x.communication.azure.com",
        "https://localhost"
      })
  void sendsNothingElsewhereThanToAResource(String endpoint) throws Exception {
    AdministrationRun.at(endpoint, "", Map.of(), "--command=list")
        .assertRefused(
            "-Dendpoint must be the resource's address: https://<resource>.communication.azure.com.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "400 | HTTP 400 Code (place). ACS does not take the request: ",
        "401 | HTTP 401 Code (place). The key is not of this resource, ",
        "403 | HTTP 403 Code (place). Whoever signed in may not administer this resource, ",
        "404 | HTTP 404 Code (place). The resource does not offer assignments: ",
        "409 | HTTP 409 Code (place). Somebody else changes the same assignment: ",
        "302 | HTTP 302 Code (place). This answer is not known to the command."
      })
  void explainsEveryRefusal(int status, String beginning) throws Exception {
    Map<String, String> error = Map.of("code", "Code", "target", "place", "message", "Secret.");
    CannedAnswer answer = CannedAnswer.json(status, Map.of("error", error));
    ACS.disturbAssignments(handler -> request -> answer);
    AdministrationRun run = command(ADD);
    assertEquals(1, run.exitCode());
    assertTrue(run.text().startsWith(beginning), run.text());
  }

  @Test
  void saysOfATokenThatItsOwnerHasNoRole() throws Exception {
    RunningBroker.CLOUD.acs().grantRole(false);
    try {
      AdministrationRun run = withToken(identityToken());
      assertTrue(run.text().startsWith("HTTP 401 Denied. Whoever the token is of has no role"));
    } finally {
      RunningBroker.CLOUD.acs().grantRole(true);
    }
  }

  @Test
  void stopsAtTheFirstChangeThatIsRefused(@TempDir Path dir) throws Exception {
    String fabrikam = SampleDirectory.FABRIKAM.tenantId();
    String tenant =
        "{\"tenantId\": \"%s\", \"principalType\": \"tenant\", \"clientIds\": [\"" + ONE + "\"]}";
    Path file = dir.resolve("two.json");
    Files.writeString(
        file,
        "{\"assignments\": ["
            + tenant.formatted(CONTOSO)
            + ","
            + tenant.formatted(fabrikam)
            + "]}");
    ACS.disturbAssignments(
        handler ->
            request ->
                request.path().endsWith(fabrikam)
                    ? CannedAnswer.empty(409)
                    : handler.answer(request));
    command("apply", "--file=" + file)
        .assertRefused(
            ("PUT /access/entra/assignments/%s: HTTP 409. Somebody else changes the same assignment:"
                    + " run the command again.")
                .formatted(fabrikam))
        .assertRefused("1 of 2 changes made.");
    assertEquals(
        Map.of(CONTOSO, new EntraAssignment(CONTOSO, "tenant", List.of(ONE))),
        ACS.assignments().all());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}                                           | value is missing",
        "{\"value\":[],\"nextLink\":\"https://x.example\"} | it leads to a page elsewhere, or in a circle",
        "{\"value\":[],\"nextLink\":\"/access/entra/assignments?api-version=2025-03-02-preview\"} | it leads to a page elsewhere, or in a circle",
        "{\"value\":[],\"nextLink\":\"https://x y\"}      | nextLink is no address",
        "{\"value\":[{}]}                             | value.principalType must be user, group or tenant"
      })
  void changesNothingWhereTheListCannotBeUnderstood(String body, String problem) throws Exception {
    ACS.disturbAssignments(handler -> request -> CannedAnswer.text(200, body));
    command(ADD)
        .assertRefused(
            "The list that ACS sends cannot be understood, so nothing was changed: %s."
                .formatted(problem));
  }
}
