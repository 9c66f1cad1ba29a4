package io.acsbroker.processes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.local.entra.EntraResource;
import io.acsbroker.local.entra.SampleDirectory;
import io.acsbroker.local.entra.TokenOrder;
import io.acsbroker.overhttp.CallerFixture;
import io.acsbroker.overhttp.RunningBroker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of brokers that are as they should be, and of input that is not. */
class DeploymentCommandTest {
  @TempDir private Path folder;

  private static String url(RunningBroker broker) {
    return "--url=" + broker.uri("/");
  }

  private static String subjectToken(UnaryOperator<TokenOrder> change) {
    return RunningBroker.CLOUD
        .entra()
        .token(change.apply(TokenOrder.forUser(SampleDirectory.ADELE)));
  }

  private static String tokens(String good) {
    return String.join(
        "\n",
        "good=" + good,
        "wrongAudience=" + subjectToken(order -> order.withAudience("api://mine")),
        "expired=" + subjectToken(order -> order.withLifetime(Duration.ofHours(-1))));
  }

  /** With an address of the broker's own, which then stands in its challenges, and without. */
  @ParameterizedTest
  @ValueSource(strings = {"", "https://broker.contoso.example"})
  void checksEverythingThatTheTokensAllow(String publicUrl) throws Exception {
    try (RunningBroker broker =
        RunningBroker.start(
            settings -> {
              settings.put("BROKER_PUBLIC_URL", publicUrl);
              return settings;
            })) {
      Path file = folder.resolve("tokens.properties");
      Files.writeString(file, tokens(RunningBroker.token()));
      DeploymentRun run =
          DeploymentRun.of("", url(broker), "--tokens=" + file, "--tenant=", "--origin=");
      run.assertSound("verify-deployment: 11 ok, 0 FAILED, 3 not checked");
      run.says("ok           a good token is exchanged");
      run.says("ok           a forged signature is refused");
    }
  }

  @Test
  void saysWhatItDidNotCheck() throws Exception {
    try (RunningBroker broker = RunningBroker.start()) {
      DeploymentRun run =
          DeploymentRun.of("", url(broker))
              .assertSound("verify-deployment: 7 ok, 0 FAILED, 7 not checked");
      run.says("not checked  a good token is exchanged: the token good, by -Dtokens");
      run.says("not checked  CORS lets your pages in: -Dorigin=https://<your app>");
    }
  }

  @Test
  void readsTokensFromStandardInputAsJson() throws Exception {
    try (RunningBroker broker = RunningBroker.start()) {
      String json = "{\"good\":\"" + RunningBroker.token() + "\",\"expired\":\"\"}";
      DeploymentRun.of(json, url(broker), "--tokens=-")
          .assertSound("verify-deployment: 9 ok, 0 FAILED, 5 not checked");
    }
  }

  @Test
  void sendsBothTokensWhereTheBrokerWantsToKnowWhoIsCalling() throws Exception {
    try (RunningBroker broker = CallerFixture.start(Map.of())) {
      String callerToken = CallerFixture.callerToken(SampleDirectory.ADELE);
      String both = "caller=" + callerToken + "\ngood=" + RunningBroker.token();
      DeploymentRun.of(both, url(broker), "--tokens=-")
          .assertSound("verify-deployment: 10 ok, 0 FAILED, 5 not checked")
          .says("ok           a good token is exchanged");
    }
  }

  @Test
  void checksTheOtherKindsOfUsersWhereTheirTokensAreGiven() throws Exception {
    String tokens =
        "entraUser="
            + token(EntraResource.ACS_CLIENTS)
            + "\nteamsPhone="
            + token(EntraResource.TEAMS_PHONE);
    try (RunningBroker broker = RunningBroker.start()) {
      DeploymentRun run = DeploymentRun.of(tokens, url(broker), "--tokens=-");
      run.assertSound("verify-deployment: 9 ok, 0 FAILED, 7 not checked");
      run.says("ok           a token of an Entra ID user is exchanged");
      run.says("ok           a token for Teams Phone is exchanged");
    }
    String caller = "caller=" + CallerFixture.callerToken(SampleDirectory.ADELE);
    try (RunningBroker broker = CallerFixture.start(Map.of())) {
      String all = tokens + "\ngood=" + RunningBroker.token() + "\n" + caller;
      DeploymentRun.of(all, url(broker), "--tokens=-")
          .assertSound("verify-deployment: 12 ok, 0 FAILED, 5 not checked");
    }
  }

  private static String token(EntraResource resource) {
    return RunningBroker.CLOUD.entra().token(TokenOrder.forUser(SampleDirectory.ADELE, resource));
  }

  @Test
  void knowsWhatAnyOrganisationMeans() throws Exception {
    try (RunningBroker broker =
        RunningBroker.start(
            settings -> {
              settings.put("ENTRA_TENANT_IDS", "*");
              return settings;
            })) {
      DeploymentRun.of("", url(broker), "--tenant=" + SampleDirectory.CONTOSO.tenantId())
          .assertSound("verify-deployment: 8 ok, 0 FAILED, 6 not checked")
          .says(
              "ok           a tenant that is not allowed is refused: 401, for its"
                  + " signature: this broker serves any organisation (ENTRA_TENANT_IDS=*)");
    }
  }

  @Test
  void goesOnWhereTheBrokerIsNotReady() throws Exception {
    try (RunningBroker broker =
        RunningBroker.start(
            settings -> {
              settings.put("ENTRA_CLIENT_IDS", "none");
              return settings;
            })) {
      DeploymentRun run = DeploymentRun.of("", url(broker));
      assertEquals(1, run.exitCode());
      String garbage = "FAILED       garbage is refused: should be 401 token_invalid, is 503";
      assertTrue(run.text().contains(garbage + " misconfigured; "), run.text());
    }
  }

  @Test
  void saysWhenTheExpiredTokenHasNot() throws Exception {
    try (RunningBroker broker = RunningBroker.start()) {
      DeploymentRun run =
          DeploymentRun.of("expired=" + RunningBroker.token(), url(broker), "--tokens=-");
      assertEquals(1, run.exitCode());
      run.says(
          "FAILED       an expired token is refused: the token has not expired, and was not sent");
    }
  }

  @Test
  void sendsNoTokenThatCouldChangeThings() throws Exception {
    TokenOrder graph = TokenOrder.forUser(SampleDirectory.ADELE);
    graph = graph.withAudience(EntraResource.GRAPH.audience("1.0")).withScopes("Mail.Send");
    String mail = RunningBroker.CLOUD.entra().token(graph);
    for (String token :
        List.of(
            subjectToken(order -> order.withAudience("https://management.azure.com/")),
            subjectToken(order -> order.withAudience("https://management.core.windows.net/")),
            subjectToken(order -> order.withAudience("https://vault.azure.net")),
            mail)) {
      DeploymentRun run =
          DeploymentRun.of("wrongAudience=" + token, "--url=http://localhost:1", "--tokens=-");
      assertEquals(1, run.exitCode());
      assertEquals(2, run.text().lines().count(), run.text());
      String first = run.text().lines().findFirst().orElseThrow();
      assertTrue(first.endsWith("Such a token is never sent: nothing was sent."), run.text());
    }
  }

  @Test
  void sendsATokenOfAPlainSignInAtGraph() throws Exception {
    try (RunningBroker broker = RunningBroker.start()) {
      TokenOrder order = TokenOrder.forUser(SampleDirectory.ADELE);
      order = order.withAudience(EntraResource.GRAPH.audience("1.0")).withScopes("User.Read");
      String token = RunningBroker.CLOUD.entra().token(order);
      DeploymentRun.of("wrongAudience=" + token, url(broker), "--tokens=-")
          .says("ok           a token for another resource is refused");
    }
  }

  @Test
  void saysWhatIsWrongWithItsInput() throws Exception {
    for (String url : List.of("", "app.azurewebsites.net", "https://x/api", "https://x:99999")) {
      assertTrue(refusal("", "--url=" + url).startsWith("-Durl must be the broker's address"));
    }
    assertEquals(
        "-Durl must begin with https: tokens are not sent in the clear.",
        refusal("", "--url=http://app.azurewebsites.net"));
    String url = "--url=http://localhost:1";
    assertTrue(refusal("", url, "--origin=https://x/").startsWith("-Dorigin must be an origin"));
    assertTrue(refusal("", url, "--tenant=mine").startsWith("-Dtenant must be the id"));
    assertTrue(refusal("", url, "--tokens=/none").startsWith("-Dtokens cannot be read"));
    assertTrue(refusal("{\"good\":1}", url, "--tokens=-").startsWith("-Dtokens cannot be read"));
    assertTrue(refusal("best=x", url, "--tokens=-").startsWith("-Dtokens names a token"));
    assertTrue(refusal("good=x", url, "--tokens=-").startsWith("The token good cannot be read"));
  }

  private static String refusal(String standardInput, String... args) throws InterruptedException {
    DeploymentRun run = DeploymentRun.of(standardInput, args);
    assertEquals(1, run.exitCode());
    List<String> lines = run.text().lines().toList();
    assertEquals(2, lines.size(), run.text());
    assertTrue(lines.getLast().startsWith("verify-deployment: not run - "), run.text());
    return lines.getFirst();
  }
}
