package io.acsbroker.overhttp;

import static io.acsbroker.local.entra.SampleDirectory.BROKER_API_CLIENT_ID;
import static io.acsbroker.local.entra.SampleDirectory.CLIENT_ID;
import static io.acsbroker.local.entra.SampleDirectory.CONTOSO;
import static io.acsbroker.local.entra.SampleDirectory.LIDIA_AS_GUEST;
import static io.acsbroker.local.entra.SampleDirectory.MEGAN;
import static io.acsbroker.overhttp.CallerFixture.bodyless;
import static io.acsbroker.overhttp.CallerFixture.callerToken;
import static io.acsbroker.overhttp.CallerFixture.subjectToken;
import static io.acsbroker.overhttp.RunningBroker.CLOUD;
import static io.acsbroker.overhttp.RunningBroker.json;
import static io.acsbroker.overhttp.RunningBroker.send;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.local.entra.SampleUser;
import io.acsbroker.local.faults.FaultOrder;
import io.acsbroker.local.faults.LocalFault;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the local Entra's picker says of a person is what the broker then answers them. */
class PickerForecastTest {
  private static final String ACS = "https://auth.msft.communication.azure.com/Teams.ManageCalls";
  private static final String BROKER = "api://" + BROKER_API_CLIENT_ID + "/access_as_user";
  private static final Pattern PERSON =
      Pattern.compile("<small>([^ <]+) \u00b7 (?:(\\d{3}) (\\w+)|gets a token)");

  @AfterEach
  void everythingIsAsItWas() throws Exception {
    CLOUD.control().reset();
  }

  @Test
  void foretellsWhatTheBrokerAnswersToWhoeverIsPicked() throws Exception {
    try (RunningBroker broker = RunningBroker.start()) {
      Map<String, String> foretold = foretold("organizations", ACS);

      assertEquals("403 teams_license_missing", foretold.get(MEGAN.userName()));
      assertEquals(answers(broker, foretold, false), foretold);
    }
  }

  @Test
  void foretellsWhatTheBrokerAnswersOnBehalfOfWhoeverIsPicked() throws Exception {
    try (RunningBroker broker = CallerFixture.start(CallerFixture.onBehalfOf())) {
      Map<String, String> foretold = foretold("organizations", BROKER);

      assertEquals("403 consent_required", foretold.get("henrietta@contoso.example"));
      assertEquals(answers(broker, foretold, true), foretold);
    }
  }

  /** An application that asks for the broker's API may want either. */
  @Test
  void saysWhereAnAcsIdentityGetsATokenThatATeamsUserDoesNot() throws Exception {
    String page = picker("organizations", BROKER).body();

    assertTrue(page.contains("no Teams licence; as an ACS identity, gets a token"), page);
    assertTrue(page.contains("not serve the token&#39;s tenant</small>"), page);
    assertFalse(picker("organizations", ACS).body().contains("ACS identity"));
  }

  @Test
  void foretellsWhatTheBrokerAnswersToAGuest() throws Exception {
    try (RunningBroker broker = RunningBroker.start()) {
      Map<String, String> foretold = foretold(CONTOSO.tenantId(), ACS);

      assertEquals("403 teams_license_missing", foretold.get(LIDIA_AS_GUEST.userName()));
      assertEquals(answers(broker, foretold, false), foretold);
    }
  }

  @Test
  void foretellsWhatAFaultChanges() throws Exception {
    CLOUD
        .control()
        .begin(
            new FaultOrder(
                LocalFault.TEAMS_REFUSES,
                Optional.of(MEGAN),
                Optional.empty(),
                Optional.of("GuestUserNotRedeemed"),
                Optional.empty()));
    try (RunningBroker broker = RunningBroker.start()) {
      Map<String, String> foretold = foretold("organizations", ACS);

      assertEquals("403 guest_not_redeemed", foretold.get(MEGAN.userName()));
      assertEquals(answers(broker, foretold, false), foretold);
    }
  }

  @Test
  void saysOfGuestsWhereTheySignInAsGuests() throws Exception {
    String page = picker("organizations", ACS).body();

    assertTrue(page.contains("Lidia (guest)"), page);
    assertTrue(page.contains(CLOUD.entra().authority() + "/" + CONTOSO.tenantId()), page);
    assertFalse(page.contains("local_user=lidia_fabrikam"), "at home nobody is a guest");
  }

  @Test
  void hasAnIconThatItsOwnPolicyAllows() throws Exception {
    HttpResponse<String> page = picker("organizations", ACS);

    assertTrue(page.body().contains("<link rel=\"icon\" href=\"data:,\">"), page.body());
    String policy = page.headers().firstValue("content-security-policy").orElseThrow();
    assertTrue(List.of(policy.split("; ", -1)).contains("img-src data:"), policy);
  }

  /** What the picker says of each, by their names. */
  private static Map<String, String> foretold(String tenant, String scope) throws Exception {
    Map<String, String> foretold = new HashMap<>();
    String page = picker(tenant, scope).body();
    for (Matcher it = PERSON.matcher(page); it.find(); ) {
      String code = it.group(2) == null ? "200" : it.group(2) + " " + it.group(3);
      foretold.put(it.group(1), code);
    }
    assertEquals(page.split("<li>", -1).length - 1, foretold.size(), page);
    return foretold;
  }

  private static HttpResponse<String> picker(String tenant, String scope) {
    String query =
        "client_id=%s&response_type=code&scope=%s&redirect_uri=%s&code_challenge=%s&code_challenge_method=S256"
            .formatted(
                CLIENT_ID, encoded(scope), encoded("http://localhost:5173/"), "c".repeat(43));
    URI address =
        URI.create(CLOUD.entra().authority() + "/" + tenant + "/oauth2/v2.0/authorize?" + query);
    return send(HttpRequest.newBuilder(address));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static Map<String, String> answers(
      RunningBroker broker, Map<String, String> asked, boolean onBehalf) {
    Map<String, String> answers = new HashMap<>();
    for (String name : asked.keySet()) {
      SampleUser user = CLOUD.directory().byUserName(name).orElseThrow();
      HttpResponse<String> answer =
          send(bodyless(broker, onBehalf ? callerToken(user) : subjectToken(user)));
      String code = json(answer).string("code").map(it -> " " + it).orElse("");
      answers.put(name, answer.statusCode() + code);
    }
    return answers;
  }
}
