package io.acsbroker.processes;

import static io.acsbroker.processes.AdministrationRun.ACS;
import static io.acsbroker.processes.AdministrationRun.ADELE;
import static io.acsbroker.processes.AdministrationRun.CONTOSO;
import static io.acsbroker.processes.AdministrationRun.FABRIKAM;
import static io.acsbroker.processes.AdministrationRun.ONE;
import static io.acsbroker.processes.AdministrationRun.TWO;
import static io.acsbroker.processes.AdministrationRun.command;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.acsbroker.local.acs.TeamsPhoneAssignment;
import io.acsbroker.local.acs.TeamsPhoneAssignments;
import io.acsbroker.local.net.CannedAnswer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What the administrator's command does with assignments of Teams Phone.
 *
 * @see <a
 *     href="https://github.com/Azure/azure-rest-api-specs/blob/main/specification/communication/data-plane/Identity/stable/2025-06-30/CommunicationIdentity.json">The
 *     specification</a>
 * @see <a
 *     href="https://learn.microsoft.com/azure/communication-services/quickstarts/tpe/teams-phone-extensiblity-rest-api">Microsoft's
 *     page</a>
 */
class AdministrationPhoneTest {
  private static final TeamsPhoneAssignments PHONE = ACS.phoneAssignments();
  private static final TeamsPhoneAssignment FOR_ONE = TeamsPhoneAssignment.ofUser(List.of(ONE));
  private static final TeamsPhoneAssignment ACCOUNT =
      new TeamsPhoneAssignment("resourceAccount", List.of());

  @TempDir private Path folder;

  private Optional<TeamsPhoneAssignment> before = Optional.empty();

  @BeforeEach
  void adeleMayNot() {
    before = PHONE.of(CONTOSO, ADELE);
    PHONE.remove(CONTOSO, ADELE);
  }

  @AfterEach
  void asBefore() {
    PHONE.remove(CONTOSO, ADELE);
    PHONE.remove(FABRIKAM, ADELE);
    before.ifPresent(assignment -> PHONE.put(CONTOSO, ADELE, assignment));
  }

  private static Optional<TeamsPhoneAssignment> adele() {
    return PHONE.of(CONTOSO, ADELE);
  }

  private Path file(String... assignments) throws Exception {
    return Files.writeString(
        folder.resolve("phone.json"), "{\"assignments\": [" + String.join(",", assignments) + "]}");
  }

  private static String element(String tenant, String more) {
    return "{\"objectId\":\"%s\",\"tenantId\":\"%s\",%s}".formatted(ADELE, tenant, more);
  }

  private static String user(String client) {
    return "\"principalType\":\"user\",\"clientIds\":[\"" + client + "\"]";
  }

  @Test
  void assignsAUserAndAddsApplicationsToThoseThatAreThere() throws Exception {
    String add = "add phone user " + ADELE + " of " + CONTOSO + " for ";
    command(add + ONE)
        .assertDone("add        phone user %s of %s for %s".formatted(ADELE, CONTOSO, ONE))
        .assertDone("1 change made.");
    assertEquals(Optional.of(FOR_ONE), adele());
    command(add + TWO)
        .assertDone(
            "change     phone user %s of %s for %s,%s  (was phone user %s of %s for %s)"
                .formatted(ADELE, CONTOSO, ONE, TWO, ADELE, CONTOSO, ONE));
    assertEquals(Optional.of(TeamsPhoneAssignment.ofUser(List.of(ONE, TWO))), adele());
    command(add + TWO).assertDone("Nothing to change.");
  }

  @Test
  void assignsAResourceAccountWithoutApplications() throws Exception {
    String account = "phone account " + ADELE + " of " + CONTOSO;
    command("add " + account).assertDone("add        " + account).assertDone("1 change made.");
    assertEquals(Optional.of(ACCOUNT), adele());
    command("show phone " + ADELE + " of " + CONTOSO).assertDone(account);
  }

  /** Whoever sends them without the command takes them from docs/users.md. */
  @Test
  void sendsTheRequestsThatThePageShows() throws Exception {
    List<String> shown =
        Pattern.compile("^```http\\n(PUT .*)\\n\\n(.*)\\n```$", Pattern.MULTILINE)
            .matcher(Files.readString(Path.of("docs/users.md")))
            .results()
            .map(request -> request.group(1) + "\n" + request.group(2))
            .toList();
    String account = "add phone account " + ADELE + " of " + CONTOSO;
    assertEquals(
        shown,
        List.of(
            planned("add phone user " + ADELE + " of " + CONTOSO + " for " + ONE),
            planned(account).replace("<object id>", "<object id of the account>")));
  }

  /** The one request of a dry run, with what differs from one to the next left out. */
  private static String planned(String words) throws Exception {
    String[] paragraphs = command(words, "--dry-run=true").text().split("\n\n", -1);
    return paragraphs[1]
        .replace(ACS.endpoint().toString(), "https://<resource>.communication.azure.com")
        .replace(CONTOSO, "<tenant id>")
        .replace(ADELE, "<object id>")
        .replace(ONE, "<client id>");
  }

  @Test
  void readsAResourceAccountByTheNameOfMicrosoftsPages() throws Exception {
    PHONE.put(CONTOSO, ADELE, new TeamsPhoneAssignment("teamsResourceAccount", List.of()));
    String account = "phone account " + ADELE + " of " + CONTOSO;
    command("show phone " + ADELE + " of " + CONTOSO).assertDone(account);
    command("add " + account).assertDone("unchanged  " + account);
  }

  @Test
  void makesNoUserOfAResourceAccountByAnAdd() throws Exception {
    PHONE.put(CONTOSO, ADELE, ACCOUNT);
    command("add phone user " + ADELE + " of " + CONTOSO + " for " + ONE)
        .assertRefused(
            "Nothing was changed: that object id is assigned already, as phone account %s of %s."
                .formatted(ADELE, CONTOSO));
    assertEquals(Optional.of(ACCOUNT), adele());
  }

  @Test
  void saysBeforeItRemovesThatTheTokensEnd() throws Exception {
    PHONE.put(CONTOSO, ADELE, FOR_ONE);
    String remove = "remove phone " + ADELE + " of " + CONTOSO;
    String line =
        "remove     phone user %s of %s for %s  (the tokens that ACS issued by it end with it)"
            .formatted(ADELE, CONTOSO, ONE);
    command(remove, "--dry-run=true")
        .assertDone(line)
        .assertDone(
            "DELETE %s/access/teamsExtension/tenants/%s/assignments/%s?api-version=2025-06-30"
                .formatted(ACS.endpoint(), CONTOSO, ADELE))
        .assertDone("Dry run: 1 request not sent.");
    assertEquals(Optional.of(FOR_ONE), adele());
    command(remove).assertDone(line).assertDone("1 change made.");
    assertEquals(Optional.empty(), adele());
    command(remove)
        .assertDone("unchanged  phone %s of %s  (not assigned)".formatted(ADELE, CONTOSO))
        .assertDone("Nothing to change.");
  }

  @Test
  void removesWhatSomebodyElseHasRemovedMeanwhile() throws Exception {
    PHONE.put(CONTOSO, ADELE, FOR_ONE);
    Runnable end =
        ACS.disturbances()
            .add(
                handler ->
                    request ->
                        request.method().equals("DELETE")
                            ? CannedAnswer.text(404, "{\"error\":{\"code\":\"NotFound\"}}")
                            : handler.answer(request));
    try {
      command("remove phone " + ADELE + " of " + CONTOSO).assertDone("1 change made.");
    } finally {
      end.run();
    }
  }

  @Test
  void makesOfAFileWhatIsThere() throws Exception {
    PHONE.put(FABRIKAM, ADELE, FOR_ONE);
    Path file =
        file(
            element(CONTOSO, user(TWO) + ",\"note\":\"Adele\""),
            element(FABRIKAM, user(ONE) + ",\"state\":\"removed\""));
    command("show phone", "--file=" + file)
        .assertDone("phone %s of %s  (not assigned)".formatted(ADELE, CONTOSO))
        .assertDone("phone user %s of %s for %s".formatted(ADELE, FABRIKAM, ONE));
    command("apply phone", "--file=" + file).assertDone("2 changes made.");
    assertEquals(Optional.of(TeamsPhoneAssignment.ofUser(List.of(TWO))), adele());
    assertEquals(Optional.empty(), PHONE.of(FABRIKAM, ADELE));
    command("apply phone", "--file=" + file).assertDone("Nothing to change.");
  }

  @Test
  void takesFromAUserTheApplicationsThatTheFileDoesNotName() throws Exception {
    PHONE.put(CONTOSO, ADELE, TeamsPhoneAssignment.ofUser(List.of(ONE, TWO)));
    command("apply phone", "--file=" + file(element(CONTOSO, user(ONE))))
        .assertDone("1 change made.");
    assertEquals(Optional.of(FOR_ONE), adele());
  }

  @Test
  void saysEverythingThatIsWrongWithAFileAtOnce() throws Exception {
    Path file =
        file(
            element(CONTOSO, user(ONE)),
            element(CONTOSO, user(TWO)),
            element("contoso", "\"principalType\":\"group\""),
            element(CONTOSO, "\"principalType\":\"user\",\"state\":\"gone\""),
            element(
                FABRIKAM, "\"principalType\":\"resourceAccount\",\"clientIds\":[\"" + ONE + "\"]"));
    AdministrationRun run = command("apply phone", "--file=" + file);
    assertEquals(
        """
        Nothing was sent, because of %s:
          assignments[2].tenantId must be a GUID
          assignments[2].principalType must be user or resourceAccount
          assignments[3].state must be assigned or removed
          assignments[3].clientIds must be GUIDs of applications, one at least and none twice
          assignments[4].clientIds are a user's: a resource account has none
          %s of %s stands there twice
        """
            .formatted(file, ADELE, CONTOSO),
        run.text());
    assertEquals(1, run.exitCode());
    assertEquals(Optional.empty(), adele());
  }

  @Test
  void hasNothingToPrune() throws Exception {
    command("apply phone", "--prune=true", "--file=" + file())
        .assertRefused(
            "-Dprune goes with -Dcommand=apply: ACS has no list of the assignments of Teams Phone,"
                + " so who shall go stays in the file, with \"state\": \"removed\".");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "403 | {\"error\":{\"code\":\"Forbidden\"}} | : HTTP 403 Forbidden. Whoever signed in may"
            + " not administer this resource.",
        "400 | {\"error\":{\"code\":\"UnsupportedApiVersion\"}} | : HTTP 400 UnsupportedApiVersion."
            + " ACS does not take the request: look whether the ids are of that tenant, and whether"
            + " Microsoft has changed this version of its API.",
        "200 | {} | : What ACS sends cannot be understood, so nothing was changed: the"
            + " answer.principalType must be user or resourceAccount."
      })
  void changesNothingWhereAcsDoesNotSayWhatIsThere(int status, String body, String sentence)
      throws Exception {
    Runnable end = ACS.disturbances().add(handler -> request -> CannedAnswer.text(status, body));
    try {
      AdministrationRun run = command("add phone user " + ADELE + " of " + CONTOSO + " for " + ONE);
      run.assertRefused(ADELE + " of " + CONTOSO + sentence);
      assertFalse(run.text().contains("add        "), run.text());
    } finally {
      end.run();
    }
  }

  @Test
  void stopsAtTheFirstChangeThatIsRefused() throws Exception {
    Map<String, String> error = Map.of("code", "ValidationError");
    Runnable end =
        ACS.disturbances()
            .add(
                handler ->
                    request ->
                        request.method().equals("PUT") && request.path().contains(FABRIKAM)
                            ? CannedAnswer.json(400, Map.of("error", error))
                            : handler.answer(request));
    try {
      command(
              "apply phone",
              "--file=" + file(element(CONTOSO, user(ONE)), element(FABRIKAM, user(ONE))))
          .assertRefused("1 of 2 changes made.");
    } finally {
      end.run();
    }
    assertEquals(Optional.of(FOR_ONE), adele());
    assertEquals(Optional.empty(), PHONE.of(FABRIKAM, ADELE));
  }
}
