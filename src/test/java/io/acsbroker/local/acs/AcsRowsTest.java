package io.acsbroker.local.acs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.acsbroker.fixture.EmulatorContract;
import io.acsbroker.local.entra.EntraResource;
import io.acsbroker.local.entra.SampleDirectory;
import io.acsbroker.local.entra.TokenOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Each row of {@code contract/acs.json}, asked of the emulator. */
class AcsRowsTest {
  private static final String ASSIGNMENTS = "/access/entra/assignments";

  private static AcsProbes acs;

  @BeforeAll
  static void start() throws Exception {
    acs = new AcsProbes();
  }

  @AfterAll
  static void stop() {
    acs.close();
  }

  @TestFactory
  Stream<DynamicTest> answersAsEachRowSays() throws Exception {
    Map<String, Callable<String>> rows = new HashMap<>(bodies());
    rows.putAll(tokens());
    rows.put(
        "bearer token for `https://communication.azure.com`, without the slash",
        () -> acs.withTokenFor("https://communication.azure.com"));
    return new EmulatorContract("acs").tests(rows);
  }

  private static Map<String, Callable<String>> bodies() {
    String assignment = ASSIGNMENTS + "/" + AcsProbes.ADELE.user().objectId();
    String phone =
        "/access/teamsExtension/tenants/%s/assignments/%s"
            .formatted(AcsProbes.CONTOSO, SampleDirectory.ALEX.objectId());
    return Map.of(
        "`POST /identities` with `null`, `[]` or `\"x\"`",
        () -> acs.all("POST", AcsProbes.NEW, "null", "[]", "\"x\""),
        "`…/:issueAccessToken` with `null`, `[]`, `\"x\"` or nothing",
        () -> acs.all("POST", acs.identity() + "/:issueAccessToken", AcsProbes.NO_OBJECTS_OR_NONE),
        "`…/:issueAccessToken` with `{}`",
        () -> acs.all("POST", acs.identity() + "/:issueAccessToken", "{}"),
        "`scopes` or `createTokenWithScopes` a string, `expiresInMinutes` a string or a fraction",
        AcsRowsTest::otherTypes,
        "`…/:revokeAccessTokens` and `DELETE` with `null`, `[]`, `\"x\"`, `{}` or nothing",
        AcsRowsTest::bodiesNobodyReads,
        "`/teamsUser/:exchangeAccessToken` with `null`, `[]`, `\"x\"` or nothing",
        () -> acs.all("POST", AcsProbes.TEAMS, AcsProbes.NO_OBJECTS_OR_NONE),
        "`/teamsUser/:exchangeAccessToken` with `{}`",
        () -> acs.all("POST", AcsProbes.TEAMS, "{}"),
        "`/access/…/:exchangeAccessToken` with `null`, `[]`, `\"x\"` or nothing",
        AcsRowsTest::bodiesBesideTheToken,
        "`PUT` of an assignment with `null`, `[]`, `\"x\"`, `{}` or nothing",
        () ->
            AcsProbes.one(
                acs.all("PUT", assignment, AcsProbes.ANYTHING),
                acs.all("PUT", phone, AcsProbes.ANYTHING)),
        "`PATCH` of assignments with `null`, `[]`, `\"x\"` or nothing",
        () -> acs.all("PATCH", ASSIGNMENTS, AcsProbes.NO_OBJECTS_OR_NONE));
  }

  private static Map<String, Callable<String>> tokens() {
    return Map.ofEntries(
        Map.entry(
            "token of an identity for `chat`",
            () -> acs.claims(acs.identityToken(acs.identity(), "chat"))),
        Map.entry(
            "the same for `voip`", () -> acs.claims(acs.identityToken(acs.identity(), "voip"))),
        Map.entry(
            "the same for `chat` and `voip`",
            () -> acs.claims(acs.identityToken(acs.identity(), "chat", "voip"))),
        Map.entry(
            "the same for `voip.join`",
            () -> acs.claims(acs.identityToken(acs.identity(), "voip.join"))),
        Map.entry("token of a Teams user", () -> acs.claims(acs.exchanged(AcsProbes.ADELE))),
        Map.entry("token of an Entra user with `VoIP`", () -> acs.scopes(acs.ofEntraUser("VoIP"))),
        Map.entry(
            "the same with `VoIP.Join` and `Chat`",
            () -> acs.scopes(acs.ofEntraUser("VoIP.Join", "Chat"))),
        Map.entry(
            "`scp` and `csi` of an Entra user's token", () -> acs.session(acs.ofEntraUser("VoIP"))),
        Map.entry(
            "token of a Teams Phone user",
            () ->
                acs.claims(
                    acs.userToken(
                        AcsProbes.PHONE,
                        TokenOrder.forUser(AcsProbes.ADELE.user(), EntraResource.TEAMS_PHONE)))),
        Map.entry(
            "tokens of one second, issued before and after a revocation in it",
            AcsRowsTest::revocation),
        Map.entry(
            "a Teams user's Entra token with `Teams.ManageChats` alone, with"
                + " `Teams.ManageCalls` alone",
            () -> acs.exchange("Teams.ManageChats") + ", " + acs.exchange("Teams.ManageCalls")));
  }

  private static String otherTypes() throws Exception {
    String issue = acs.identity() + "/:issueAccessToken";
    return AcsProbes.one(
        acs.all("POST", issue, "{\"scopes\":\"chat\"}"),
        acs.all("POST", issue, "{\"scopes\":[\"chat\"],\"expiresInMinutes\":\"60\"}"),
        acs.all("POST", issue, "{\"scopes\":[\"chat\"],\"expiresInMinutes\":60.5}"),
        acs.all("POST", AcsProbes.NEW, "{\"createTokenWithScopes\":\"chat\"}"));
  }

  private static String bodiesNobodyReads() throws Exception {
    Set<String> answers = new TreeSet<>();
    for (String body : AcsProbes.ANYTHING) {
      String identity = acs.identity();
      answers.add(acs.all("POST", identity + "/:revokeAccessTokens", body));
      answers.add(acs.all("DELETE", identity, body));
    }
    return String.join(" and ", answers);
  }

  private static String bodiesBesideTheToken() throws Exception {
    Set<String> answers = new TreeSet<>();
    for (String body : AcsProbes.NO_OBJECTS_OR_NONE) {
      for (EntraResource resource : List.of(EntraResource.ACS_CLIENTS, EntraResource.TEAMS_PHONE)) {
        String path =
            resource.equals(EntraResource.TEAMS_PHONE) ? AcsProbes.PHONE : AcsProbes.ENTRA;
        String token = acs.entraToken(TokenOrder.forUser(AcsProbes.ADELE.user(), resource));
        answers.add(AcsProbes.said(acs.ask("POST", path, "Bearer " + token, body)));
      }
    }
    return String.join(" and ", answers);
  }

  private static String revocation() throws Exception {
    String identity = acs.identity();
    String before = acs.identityToken(identity, "voip");
    assertEquals("204", acs.all("POST", identity + "/:revokeAccessTokens", ""));
    String after = acs.identityToken(identity, "voip");
    return acs.good(before) + ", " + acs.good(after);
  }
}
