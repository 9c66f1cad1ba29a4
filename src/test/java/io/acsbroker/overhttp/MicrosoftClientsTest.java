package io.acsbroker.overhttp;

import static io.acsbroker.local.entra.SampleDirectory.ADELE;
import static io.acsbroker.local.entra.SampleDirectory.MEGAN;
import static io.acsbroker.local.entra.SampleDirectory.ONE_REGISTRATION_CLIENT_ID;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.acsbroker.json.JsonObject;
import io.acsbroker.local.entra.SampleUser;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Clients that Microsoft has written, with one registration, request by request: what they ask of
 * Entra and of the broker, and what they read of its answers. Nothing is changed but addresses and
 * ids.
 *
 * <p>Both authentication samples have the same client, {@code MinimalClient/src/authConfig.js},
 * {@code acsAuthApiCaller.js} and {@code components/Test*Content.jsx}: <a
 * href="https://github.com/Azure-Samples/communication-services-authentication-hero-nodejs/tree/a49766d0bee10521c918b522ea6bb73b4c858620">JavaScript,
 * a49766d</a>, <a
 * href="https://github.com/Azure-Samples/communication-services-authentication-hero-csharp/tree/8869a49dba0f974b9929aab7f8d88f3f2d069e2b">C#,
 * 8869a49</a>. The quickstart is {@code manage-teams-identity-spa/App/authConfig.js} and {@code
 * client.js} of <a
 * href="https://github.com/Azure-Samples/communication-services-javascript-quickstarts/tree/d3805d2c77290bcee57bf0c216e4451dc6d3d6ee">the
 * JavaScript quickstarts, d3805d2</a>.
 */
@ParameterizedClass
@EnumSource
class MicrosoftClientsTest {
  private static final String CALL = "api://" + ONE_REGISTRATION_CLIENT_ID + "/access_as_user";
  private static final String ALL = ONE_REGISTRATION_CLIENT_ID + "/.default";
  private static final String ACS = "https://auth.msft.communication.azure.com/";
  private static final String[] TEAMS = {ACS + "Teams.ManageCalls", ACS + "Teams.ManageChats"};

  @SuppressWarnings("NullAway.Init")
  @Parameter
  private OneRegistration rules;

  @SuppressWarnings("NullAway.Init")
  private RunningBroker broker;

  @BeforeEach
  void start() {
    broker = rules.start(new LogLines());
  }

  @AfterEach
  void close() {
    broker.close();
  }

  private static MsalPage sample(SampleUser user) {
    return new MsalPage(ONE_REGISTRATION_CLIENT_ID, user, "http://localhost:3000/");
  }

  private HttpRequest.Builder request(String path, String callerToken) {
    return HttpRequest.newBuilder(broker.uri(path))
        .header("Origin", "http://localhost:3000")
        .header("Authorization", "Bearer " + callerToken);
  }

  /** They read the JSON of whatever answer there is, and look at no status. */
  private static JsonObject message(HttpRequest.Builder request) {
    return RunningBroker.json(RunningBroker.send(request));
  }

  private static String text(JsonObject message, String name) {
    return message.string(name).orElseThrow(() -> new AssertionError("no " + name));
  }

  @Test
  void theSamplesGetTheTokenOfATeamsUser() {
    MsalPage page = sample(ADELE);
    page.login(List.of(CALL), List.of(TEAMS), "");
    String caller = MsalPage.accessToken(page.silently(CALL));
    String subject = MsalPage.accessToken(page.silently(TEAMS));
    assertEquals(2, page.answers(), "the caller token is the login's");

    JsonObject message =
        message(request("/api/token/teams", caller).header("teams-user-aad-token", subject).GET());

    assertEquals(
        Optional.of(ADELE.objectId()), RunningBroker.CLOUD.acs().holder(text(message, "token")));
    assertEquals("8:orgid:" + page.uniqueId(), text(message, "userId"));
  }

  @Test
  void theSamplesMakeAnIdentityAndGetItsToken() {
    MsalPage page = sample(MEGAN);
    page.login(CALL);
    String caller = MsalPage.accessToken(page.silently(CALL));
    HttpResponse<String> before = RunningBroker.send(request("/api/user", caller).DELETE());
    assertEquals(204, before.statusCode(), before.body());

    message(request("/api/user", caller).POST(BodyPublishers.noBody()));
    JsonObject message = message(request("/api/token", caller).GET());

    String id = text(message.object("user").orElseThrow(), "id");
    assertEquals(
        Optional.of(id), RunningBroker.CLOUD.acs().identities().holder(text(message, "token")));
  }

  @Test
  void theQuickstartGetsTheTokenOfATeamsUser() {
    MsalPage page = new MsalPage(ONE_REGISTRATION_CLIENT_ID, ADELE, "http://localhost:3000/spa");
    page.login(List.of("openid"), List.of(TEAMS), "select_account");

    for (int time = 0; time < 2; time++) {
      String caller = MsalPage.accessToken(page.silently(ALL));
      String subject = MsalPage.accessToken(page.silently(TEAMS));
      HttpResponse<String> response =
          RunningBroker.send(
              request("/api/token/teams", caller)
                  .header("Content-Type", "application/json")
                  .POST(BodyPublishers.ofString("{\"accessToken\":\"" + subject + "\"}")));
      String token = text(RunningBroker.json(response), "token");
      assertEquals(Optional.of(ADELE.objectId()), RunningBroker.CLOUD.acs().holder(token));
    }
    assertEquals(3, page.answers(), "both tokens are remembered");
  }

  /** An error reaches them as a message without a token: they show nothing of it. */
  @Test
  void noneReadsWhyItGotNoToken() {
    MsalPage page = sample(MEGAN);
    page.login(List.of(CALL), List.of(TEAMS), "");
    String caller = MsalPage.accessToken(page.silently(CALL));
    String subject = MsalPage.accessToken(page.silently(TEAMS));

    JsonObject message =
        message(request("/api/token/teams", caller).header("teams-user-aad-token", subject).GET());

    assertEquals("teams_license_missing", text(message, "code"));
    assertFalse(message.has("token"));
    assertFalse(message.has("user"));
  }
}
