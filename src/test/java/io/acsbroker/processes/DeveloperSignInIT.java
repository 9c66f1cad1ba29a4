package io.acsbroker.processes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.local.LocalCloud;
import io.acsbroker.local.entra.SampleDirectory;
import io.acsbroker.local.entra.TokenOrder;
import io.acsbroker.overhttp.RunningBroker;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * How the broker signs in at ACS on a developer's machine, where Core Tools start it. The programs
 * are fakes, which print what the real ones print.
 *
 * @see <a href="https://github.com/Azure/azure-dev/blob/main/cli/azd/cmd/auth_token.go">{@code azd
 *     auth token}</a>
 * @see <a href="https://learn.microsoft.com/cli/azure/account#az-account-get-access-token">{@code
 *     az account get-access-token}</a>
 */
@DisabledOnOs(OS.WINDOWS)
class DeveloperSignInIT {
  private static final String AZD_SIGNED_OUT =
      "echo '{\"type\":\"consoleMessage\",\"timestamp\":\"2026-11-29T12:00:00Z\",\"data\":"
          + "{\"message\":\"ERROR: not logged in, run `azd auth login` to login\"}}'; exit 1";
  private static final String AZ_SIGNED_OUT =
      "echo \"ERROR: Please run 'az login' to setup account.\" >&2; exit 1";

  /**
   * What the CLI says where Entra lets it have no token for ACS; the SDK takes its advice for one
   * to sign in.
   *
   * @see <a href="https://github.com/Azure/azure-cli/issues/26271">azure-cli 26271</a>
   */
  private static final String AZ_REFUSED =
      "echo \"ERROR: AADSTS65002: Consent between first party application"
          + " '04b07795-8ddb-461a-bbee-02f9e1bf7b46' and first party resource"
          + " '632ec9eb-fad7-4cbd-993a-e72973ba2acc' must be configured via preauthorization.\" >&2;"
          + " echo 'To re-authenticate, please run:' >&2;"
          + " echo 'az login --scope https://communication.azure.com//.default' >&2; exit 1";

  private static final String ACS = "https://communication.azure.com/";

  @TempDir private Path programs;
  @AutoClose private LocalCloud cloud;

  @BeforeEach
  void start() throws IOException {
    cloud = LocalCloud.start(0, InstantSource.system());
  }

  /** As Core Tools start it: without an identity, and with these programs before all others. */
  private Map<String, String> developersMachine() {
    Map<String, String> environment = new HashMap<>();
    environment.put("AZURE_FUNCTIONS_ENVIRONMENT", "Development");
    environment.put("PATH", programs + ":/usr/bin:/bin");
    return environment;
  }

  private BrokerProcess broker(Map<String, String> environment) {
    return BrokerProcess.startWithoutIdentity(cloud, environment);
  }

  private void program(String name, String script) throws IOException {
    Path file = Files.writeString(programs.resolve(name), "#!/bin/sh\n" + script + "\n");
    assertTrue(file.toFile().setExecutable(true));
  }

  /** A token that ACS takes, since whom it is of has a role there. */
  private String token() {
    URI address =
        URI.create(cloud.identity().endpoint() + "?api-version=2019-08-01&resource=" + ACS);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address).header("X-IDENTITY-HEADER", cloud.identity().secret());
    return RunningBroker.json(RunningBroker.send(request)).string("access_token").orElseThrow();
  }

  private String azdAnswer(String token) {
    return "echo \"$*\" >"
        + programs.resolve("azd.asked")
        + "\ncat <<'END'\n"
        + "{\n  \"token\": \""
        + token
        + "\",\n  \"expiresOn\": \""
        + Instant.now().plusSeconds(3600).toString().replaceFirst("\\.\\d+", "")
        + "\"\n}\nEND";
  }

  private String azAnswer(String token) {
    Instant end = Instant.now().plusSeconds(3600);
    return "echo \"$*\" >"
        + programs.resolve("az.asked")
        + "\ncat <<'END'\n{\n"
        + "  \"accessToken\": \""
        + token
        + "\",\n"
        + "  \"expiresOn\": \""
        + LocalDateTime.now(ZoneId.systemDefault()).plusHours(1).toString().replace('T', ' ')
        + "\",\n  \"expires_on\": "
        + end.getEpochSecond()
        + ",\n"
        + "  \"subscription\": \"00000000-0000-0000-0000-000000000000\",\n"
        + "  \"tenant\": \"00000000-0000-0000-0000-000000000000\",\n"
        + "  \"tokenType\": \"Bearer\"\n}\nEND";
  }

  private String asked(String program) throws IOException {
    Path file = programs.resolve(program + ".asked");
    return Files.exists(file) ? Files.readString(file).strip() : "nothing";
  }

  private HttpResponse<String> exchange(BrokerProcess broker) {
    String token = cloud.entra().token(TokenOrder.forUser(SampleDirectory.ADELE));
    return RunningBroker.send(broker.request(token));
  }

  private void assertGranted(BrokerProcess broker) {
    HttpResponse<String> response = exchange(broker);
    assertEquals(200, response.statusCode(), response.body());
  }

  private void assertRefused(String code, BrokerProcess broker) {
    HttpResponse<String> response = exchange(broker);
    assertEquals(503, response.statusCode(), response.body());
    assertEquals(Optional.of(code), RunningBroker.json(response).string("code"));
  }

  @Test
  void exchangesWithTheSignInOfTheAzureDeveloperCli() throws IOException {
    String token = token();
    program("azd", azdAnswer(token));
    program("az", AZ_SIGNED_OUT);
    BrokerProcess broker = broker(developersMachine());
    try (broker) {
      assertGranted(broker);
    }
    assertEquals(
        "auth token --output json --no-prompt --scope https://communication.azure.com//.default",
        asked("azd"));
    assertEquals("nothing", asked("az"));
    assertFalse(broker.log().contains(token), "the developer's token is in the log");
    List<String> said = broker.log().lines().filter(line -> line.contains("developer")).toList();
    assertEquals(
        List.of(
            "WARNING: Setting AZURE_FUNCTIONS_ENVIRONMENT: is Development, so the broker signs in"
                + " as the developer, with azd or else the Azure CLI, and not with a managed"
                + " identity"),
        said);
  }

  @Test
  @Tag("slow")
  void exchangesWithTheSignInOfTheAzureCliWhereAzdIsSignedOut() throws IOException {
    String token = token();
    program("azd", AZD_SIGNED_OUT);
    program("az", azAnswer(token));
    BrokerProcess broker = broker(developersMachine());
    try (broker) {
      assertGranted(broker);
    }
    assertEquals(
        "account get-access-token --output json --resource https://communication.azure.com/",
        asked("az"));
    assertFalse(broker.log().contains(token), "the developer's token is in the log");
  }

  @Test
  @Tag("slow")
  void exchangesWithTheSignInOfTheAzureCliWhereAzdCannotAnswer() throws IOException {
    program("azd", "echo 'panic: runtime error: index out of range' >&2; exit 2");
    program("az", azAnswer(token()));
    try (BrokerProcess broker = broker(developersMachine())) {
      assertGranted(broker);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {AZ_SIGNED_OUT, AZ_REFUSED})
  @Tag("slow")
  void saysWhichWaysThereAreWhereNeitherGivesAToken(String az) throws IOException {
    program("azd", AZD_SIGNED_OUT);
    program("az", az);
    BrokerProcess broker = broker(developersMachine());
    try (broker) {
      assertRefused("managed_identity_unavailable", broker);
    }
    assertTrue(
        broker
            .log()
            .contains(
                "managed identity: neither azd nor az gave a token of the developer's, who signs in"
                    + " in its place: run azd auth login or az login, in the tenant of the resource;"
                    + " where Entra answers AADSTS65002, az login as a service principal, or take"
                    + " the connection string of another resource"),
        broker.log());
  }

  /** Somebody could have left the setting there, and nobody's own sign-in belongs in Azure. */
  @Test
  @Tag("slow")
  void refusesToSignInAsADeveloperInAzure() throws IOException {
    program("azd", azdAnswer(token()));
    Map<String, String> environment = developersMachine();
    environment.put("WEBSITE_INSTANCE_ID", "0123456789abcdef");
    BrokerProcess broker = broker(environment);
    try (broker) {
      assertRefused("misconfigured", broker);
      assertEquals(List.of("settings"), broker.missing());
    }
    assertEquals("nothing", asked("azd"));
    assertTrue(
        broker.log().contains("SEVERE: Setting AZURE_FUNCTIONS_ENVIRONMENT: "), broker.log());
  }

  /** A start that need not load them is a shorter one. */
  @Test
  @Tag("slow")
  void loadsNothingOfAzdAndTheAzureCliWhereThePlatformHasAnIdentity() {
    try (BrokerProcess broker =
        BrokerProcess.start(
            cloud,
            Map.of("JAVA_TOOL_OPTIONS", "-Xlog:class+load:file=" + programs.resolve("loaded")))) {
      assertGranted(broker);
    }
    assertTrue(loaded("ManagedIdentityCredential"));
    assertFalse(loaded("AzureCliCredential"), "AzureCliCredential");
    assertFalse(loaded("AzureDeveloperCliCredential"), "AzureDeveloperCliCredential");
  }

  private boolean loaded(String simpleName) {
    try {
      return Files.readString(programs.resolve("loaded")).contains("." + simpleName + " ");
    } catch (IOException unreadable) {
      throw new IllegalStateException(unreadable);
    }
  }
}
