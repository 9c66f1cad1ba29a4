package io.acsbroker.administration;

import static io.acsbroker.administration.KeptIdentities.CLOUD;
import static io.acsbroker.administration.KeptIdentities.OTHER;
import static io.acsbroker.administration.KeptIdentities.TENANT;
import static io.acsbroker.administration.KeptIdentities.id;
import static io.acsbroker.administration.KeptIdentities.isAtAcs;
import static io.acsbroker.administration.KeptIdentities.person;
import static java.nio.charset.StandardCharsets.UTF_16;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.local.net.CannedAnswer;
import io.acsbroker.token.AcsIdentity;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the command says of leavers, tables and credentials that are of no use. */
class IdentityInputTest {
  private static final String SIGN_IN =
      "Give a credential for the table: -DsignIn=true or -DmanagedIdentity=true, or the variable"
          + " BROKER_IDENTITY_TABLE_CONNECTION_STRING.";

  @TempDir private Path folder;
  private final KeptIdentities kept = new KeptIdentities();

  @AfterEach
  void undisturbed() {
    CLOUD.table().answerRequests(null);
  }

  private KeptIdentities.Run remove(String text) throws Exception {
    return remove(text, StandardCharsets.UTF_8);
  }

  private KeptIdentities.Run remove(String text, Charset charset) throws Exception {
    Path file = Files.writeString(folder.resolve("leavers.txt"), text, charset);
    KeptIdentities.Run run =
        kept.command("remove identities", "--tenant=" + TENANT.value(), "--file=" + file);
    return new KeptIdentities.Run(run.exitCode(), run.text().replace(file.toString(), "FILE"));
  }

  @Test
  void namesEveryLineThatIsWrongAndDoesNothing() throws Exception {
    AcsIdentity identity = kept.keep(person(1));
    String text =
        """
        %s
        Adele Vance

        %s
        %s,%s
        %s,contoso
        %s,%s,x
        %s,
        """
            .formatted(id(1), id(1), id(2), OTHER.value(), id(3), id(4), TENANT.value(), id(5));
    KeptIdentities.Run run = remove(text);
    String none = " is no object id, and no object id with a comma and a tenant id\n";
    assertEquals(
        "Nothing was sent, because of FILE:\n"
            + ("  line 2" + none)
            + "  line 4 names the same person as line 1\n"
            + "  line 5 is of another tenant than -Dtenant names\n"
            + ("  line 6" + none)
            + ("  line 7" + none)
            + ("  line 8" + none),
        run.text());
    assertEquals(1, run.exitCode());
    assertTrue(isAtAcs(identity) && kept.hasRow(person(1)));
  }

  @Test
  void namesTwentyWrongLinesAndCountsTheOthers() throws Exception {
    KeptIdentities.Run run = remove("x\n".repeat(500_000));
    assertEquals(22, run.text().lines().count());
    run.assertRefused("  and 499980 lines more");
  }

  @Test
  void refusesAFileThatNamesNobody() throws Exception {
    remove("").assertRefused("Nothing was sent: FILE names nobody.");
    remove("\uFEFF\r\n \r\n").assertRefused("Nothing was sent: FILE names nobody.");
  }

  @Test
  void refusesAFileThatIsNotInUtf8OrIsTooLong() throws Exception {
    String sentence = "-Dfile cannot be read: give a file in UTF-8 of 4 MiB at most.";
    remove(id(1), UTF_16).assertRefused(sentence);
    remove("\n".repeat((4 << 20) + 1)).assertRefused(sentence);
  }

  @Test
  void takesAMegabyteOfPeople() throws Exception {
    CLOUD.table().answerRequests(CannedAnswer.empty(404));
    String people =
        IntStream.range(0, 28_500).mapToObj(KeptIdentities::id).collect(Collectors.joining("\n"));
    assertTrue(people.length() > 1 << 20);
    assertEquals(
        28_500,
        LeaverFile.read(Files.writeString(folder.resolve("l"), people), new People.OfTenant(TENANT))
            .size());
  }

  @Test
  void saysHowFarTheLookingUpHasCome() throws Exception {
    String people =
        IntStream.range(0, 150).mapToObj(KeptIdentities::id).collect(Collectors.joining("\n"));
    remove(people).assertDone("looked up  100 of 150").assertDone("Nothing to change.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "identities     | -Dtenant must be the id (a GUID) of the people's tenant.",
        "all identities | -Dtenant must be the id (a GUID) of the people's tenant."
      })
  void wantsTheTenant(String words, String sentence) throws Exception {
    Path file = Files.writeString(folder.resolve("leavers.txt"), id(1));
    String option = words.startsWith("all") ? "--after=" + id(1) : "--file=" + file;
    kept.command("remove " + words, option).assertRefused(sentence);
    kept.command("remove " + words, option, "--tenant=contoso").assertRefused(sentence);
  }

  @Test
  void refusesOptionsOfWhichItMakesNoUse() throws Exception {
    String tenant = "--tenant=" + TENANT.value();
    kept.command("remove all identities", tenant, "--file=x")
        .assertRefused("-Dfile does not go with -Dcommand=\"remove all identities\".");
    kept.command("remove identity " + id(1) + " of " + TENANT.value(), tenant)
        .assertRefused(
            "-Dtenant does not go with -Dcommand=\"remove identity "
                + id(1)
                + " of "
                + TENANT.value()
                + "\".");
    kept.command("remove identities", tenant)
        .assertRefused(
            "-Dcommand=\"remove identities\" needs -Dfile=<file> with a person a line; for"
                + " everybody it is \"remove all identities\".");
    kept.command("revoke all identities", tenant, "--after=x")
        .assertRefused("-Dafter must be as the command said it.");
  }

  @Test
  void namesTheOptionThatIsNeitherTrueNorFalse() throws Exception {
    String words = "find identity " + id(1) + " of " + TENANT.value();
    kept.command(words, "--dry-run=yes").assertRefused("-DdryRun must be true or false.");
    kept.command(words, "--managed-identity=1")
        .assertRefused("-DmanagedIdentity must be true or false.");
    kept.command(words, "--sign-in=me").assertRefused("-DsignIn must be true or false.");
  }

  @Test
  void saysWhatItIsAskedToDoWithIdentitiesByWhichWords() throws Exception {
    kept.command("find identity " + id(1))
        .assertRefused("  find | revoke | remove identity <object id> of <tenant id>")
        .assertRefused(
            "  find | revoke | remove identities    with -Dtenant=<tenant id> -Dfile=<file>")
        .assertRefused("  find | revoke | remove all identities    with -Dtenant=<tenant id>");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "403 | AuthorizationPermissionMismatch | Whoever signed in has no role on the storage"
            + " account: Storage Table Data Contributor, or to find alone Storage Table Data"
            + " Reader; a new role takes minutes until it is in force.",
        "403 | AuthorizationFailure | The account's network rules keep this machine out, or whoever"
            + " signed in has no role on the storage account: Storage Table Data Contributor, or to"
            + " find alone Storage Table Data Reader; a new role takes minutes until it is in"
            + " force.",
        "403 | KeyBasedAuthenticationNotPermitted | Keys are switched off at the account: use"
            + " -DsignIn=true.",
        "403 | AuthenticationFailed | The key is not of this account, was renewed, or this"
            + " machine's clock is wrong by minutes.",
        "404 | TableNotFound | There is no such table: look at -DtableEndpoint and -Dtable."
      })
  void saysWhatTheTableMisses(int status, String code, String sentence) throws Exception {
    CLOUD.table().answerRequests(CannedAnswer.empty(status).with("x-ms-error-code", code));
    kept.command("find identity " + id(1) + " of " + TENANT.value())
        .assertRefused(
            "%s: HTTP %d %s. %s Nothing was changed.".formatted(id(1), status, code, sentence));
    kept.command("find all identities", "--tenant=" + TENANT.value())
        .assertRefused("HTTP %d %s. %s Nothing was changed.".formatted(status, code, sentence));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | value",
        "{\"value\":[{\"RowKey\":\"x\",\"odata.etag\":\"e\"}]} | RowKey",
        "{\"value\":[{\"RowKey\":\"00000000-0000-4000-8000-000000000001\"}]} |"
            + " 00000000-0000-4000-8000-000000000001",
        "{\"value\":[{\"RowKey\":\"00000000-0000-4000-8000-000000000001\",\"odata.etag\":\"e\",\"acsIdentity\":\"adele\"}]}"
            + " | 00000000-0000-4000-8000-000000000001"
      })
  void changesNothingWhereTheTableCannotBeUnderstood(String body, String what) throws Exception {
    CLOUD.table().answerRequests(CannedAnswer.text(200, body));
    kept.command("remove all identities", "--tenant=" + TENANT.value())
        .assertRefused(
            "What the table has cannot be understood: " + what + ". Nothing was changed.");
  }

  @ParameterizedTest
  @CsvSource({
    "http://x.table.core.windows.net",
    "https://x.blob.core.windows.net",
    "https://x.table.core.windows.net.example",
    "https://x.table.core.windows.net/path",
    "https://localhost:1/other"
  })
  void sendsNothingElsewhereThanToATable(String endpoint) throws Exception {
    Map<String, String> arguments = new HashMap<>();
    arguments.put("COMMUNICATION_SERVICES_CONNECTION_STRING", CLOUD.acs().connectionString());
    kept.at(endpoint, arguments, "find identity " + id(1) + " of " + TENANT.value())
        .assertRefused(
            "-DtableEndpoint must be what the broker has as BROKER_IDENTITY_TABLE_ENDPOINT:"
                + " https://<account>.table.core.windows.net.");
  }

  @Test
  void wantsACredentialForTheTableThatIsOfItsAccount() throws Exception {
    String find = "find identity " + id(1) + " of " + TENANT.value();
    String variable = "BROKER_IDENTITY_TABLE_CONNECTION_STRING";
    Map<String, String> environment = new HashMap<>();
    environment.put("COMMUNICATION_SERVICES_CONNECTION_STRING", CLOUD.acs().connectionString());
    kept.run(environment, find).assertRefused(SIGN_IN);
    environment.put(variable, "AccountName=other;AccountKey=AAAA");
    kept.run(environment, find)
        .assertRefused(variable + " is of another account than -DtableEndpoint: nothing was sent.");
    environment.put(variable, "AccountName=devstoreaccount1;AccountKey=A");
    kept.run(environment, find)
        .assertRefused(variable + " must have an AccountName and an AccountKey.");
  }

  @Test
  void showsNoCredential() {
    assertEquals(
        "AccountKey[redacted]", new TableAccount.Credential.AccountKey("x", "secret").toString());
  }
}
