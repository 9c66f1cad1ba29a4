package io.acsbroker.administration;

import static io.acsbroker.administration.KeptIdentities.CLOUD;
import static io.acsbroker.administration.KeptIdentities.RESOURCE;
import static io.acsbroker.administration.KeptIdentities.TENANT;
import static io.acsbroker.administration.KeptIdentities.id;
import static io.acsbroker.administration.KeptIdentities.isAtAcs;
import static io.acsbroker.administration.KeptIdentities.person;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.local.net.CannedAnswer;
import io.acsbroker.token.AcsIdentity;
import io.acsbroker.token.Fingerprint;
import io.acsbroker.token.ForeignPerson;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the administrator's command does with identities of people whom another issuer knows. */
class ForeignIdentityCommandTest {
  private static final String ISSUER = "https://login.acme.example/";
  private static final String SUBJECT = "auth0|Adele Vance";
  private static final ForeignPerson ADELE = ForeignPerson.of(ISSUER, SUBJECT);
  private static final ForeignPerson MEGAN = ForeignPerson.of(ISSUER, "auth0|Megan");
  private static final String[] OF_ADELE = {"--issuer=" + ISSUER, "--subject=" + SUBJECT};

  @TempDir private Path folder;
  private final KeptIdentities kept = new KeptIdentities();

  @AfterEach
  void undisturbed() {
    CLOUD.acs().identityRequests().answerAll(null);
    CLOUD.table().answerRequests(null);
  }

  private static String line(String what, ForeignPerson person, String row) {
    return "%-10s %s of the issuer %s  (%s)".formatted(what, person.row(), ISSUER, row);
  }

  private String[] leavers(String text) throws Exception {
    return new String[] {
      "--issuer=" + ISSUER, "--file=" + Files.writeString(folder.resolve("leavers.txt"), text)
    };
  }

  @Test
  void findsTheIdentityOfASubjectAndRepeatsNothingOfIt() throws Exception {
    AcsIdentity identity = kept.keep(ADELE);
    KeptIdentities.Run run =
        kept.command("find identity", OF_ADELE)
            .assertDone(line("found", ADELE, identity.id()))
            .assertDone("1 of 1 with an ACS identity of " + RESOURCE + ".");
    assertFalse(run.text().contains("Adele"), run.text());
  }

  /** The slash at the end of an issuer counts, and so does the letter case of a subject. */
  @ParameterizedTest
  @CsvSource({
    "https://login.acme.example, auth0|Adele Vance",
    "https://LOGIN.acme.example/, auth0|Adele Vance",
    "https://login.acme.example/, auth0|adele vance",
    "https://login.other.example/, auth0|Adele Vance"
  })
  void removesNobodyOfAnotherIssuerOrSubject(String issuer, String subject) throws Exception {
    AcsIdentity identity = kept.keep(ADELE);
    kept.command("remove identity", "--issuer=" + issuer, "--subject=" + subject)
        .assertDone("0 of 1 with an ACS identity of " + RESOURCE + ".")
        .assertDone("Nothing to change.");
    assertTrue(isAtAcs(identity) && kept.hasRow(ADELE));
  }

  @Test
  void removesASubjectsIdentityAtAcsAndItsRow() throws Exception {
    AcsIdentity identity = kept.keep(ADELE);
    AcsIdentity other = kept.keep(MEGAN);
    kept.command("remove identity", OF_ADELE)
        .assertDone(line("remove", ADELE, identity.id()))
        .assertDone("removed    " + ADELE.row() + "  1 of 1")
        .assertDone("1 of 1 identity removed.");
    assertFalse(isAtAcs(identity) || kept.hasRow(ADELE));
    assertTrue(isAtAcs(other) && kept.hasRow(MEGAN));
  }

  @Test
  void revokesASubjectsTokensAndKeepsTheIdentity() throws Exception {
    AcsIdentity identity = kept.keep(ADELE);
    kept.command("revoke identity", OF_ADELE)
        .assertDone("revoked    " + ADELE.row() + "  1 of 1")
        .assertDone("1 of 1 identity revoked.");
    assertTrue(isAtAcs(identity) && kept.hasRow(ADELE));
  }

  @Test
  void removesTheSubjectsOfAFileInItsOrder() throws Exception {
    kept.keep(ADELE);
    kept.keep(MEGAN);
    kept.keep(person(1));
    kept.command("remove identities", leavers("auth0|Megan\r\n\r\n  auth0|Adele Vance \nx, y"))
        .assertDone(line("unchanged", ForeignPerson.of(ISSUER, "x, y"), "no identity"))
        .assertDone("removed    " + MEGAN.row() + "  1 of 2")
        .assertDone("removed    " + ADELE.row() + "  2 of 2");
    assertTrue(kept.rows() == 1 && kept.hasRow(person(1)));
  }

  @Test
  void goesOnBehindTheSubjectWhereItWasCut() throws Exception {
    kept.keep(ADELE);
    kept.keep(MEGAN);
    KeptIdentities.acsAnswers(
        (deletion, acs, request) -> deletion == 2 ? CannedAnswer.empty(400) : acs.answer(request));
    String[] leavers = leavers(SUBJECT + "\nauth0|Megan");
    kept.command("remove identities", leavers)
        .assertRefused(
            "1 of 2 identities removed. For the rest, run the same command again with -Dafter="
                + ADELE.row()
                + ".");
    kept.command("remove identities", leavers[0], leavers[1], "--after=" + ADELE.row())
        .assertDone("1 of 1 identity removed.");
    assertEquals(0, kept.rows());
  }

  @Test
  void namesTheLineWithTheSameSubject() throws Exception {
    kept.command("remove identities", leavers("a\nA\na"))
        .assertRefused("  line 3 names the same person as line 1");
  }

  @Test
  void listsThoseOfAnIssuerByTheHashesThatTheTableHas() throws Exception {
    AcsIdentity identity = kept.keep(ADELE);
    kept.keep(ForeignPerson.of("https://login.other.example/", SUBJECT));
    kept.keep(person(1));
    kept.command("find all identities", "--issuer=" + ISSUER)
        .assertDone(line("found", ADELE, identity.id()))
        .assertDone("1 of 1 with an ACS identity of " + RESOURCE + ".");
  }

  /** As administrators.md says that anybody can make them. */
  @Test
  void namesPeopleByAHashThatAnybodyCanMakeOfIssuerAndSubject() {
    assertEquals(Fingerprint.of("27:https://login.acme.example/auth0|Adele Vance"), ADELE.row());
  }

  @Test
  void takesNoOtherKeyForAPersonOfAnIssuer() throws Exception {
    CLOUD
        .table()
        .answerRequests(
            CannedAnswer.text(200, "{\"value\":[{\"RowKey\":\"x\",\"odata.etag\":\"e\"}]}"));
    kept.command("find all identities", "--issuer=" + ISSUER)
        .assertRefused("What the table has cannot be understood: RowKey. Nothing was changed.");
  }

  @Test
  void wantsTheIssuerAndTheSubject() throws Exception {
    String sentence =
        "-Dcommand=\"find identity\" needs -Dissuer=<issuer> -Dsubject=<subject>; of a user of"
            + " Entra's it is \"find identity <object id> of <tenant id>\".";
    kept.command("find identity").assertRefused(sentence);
    kept.command("find identity", OF_ADELE[0]).assertRefused(sentence);
    kept.command("find identity", OF_ADELE[1]).assertRefused(sentence);
    kept.command("find identity", "--issuer=acme", OF_ADELE[1])
        .assertRefused(
            "-Dissuer must be the issuer exactly as BROKER_CALLER_ISSUERS has it: an address.");
  }

  @Test
  void refusesWhatDoesNotGoTogether() throws Exception {
    String tenant = "--tenant=" + TENANT.value();
    kept.command("find all identities", tenant, OF_ADELE[0])
        .assertRefused(
            "Give -Dtenant for users of Entra's or -Dissuer for those of another issuer, and not"
                + " both.");
    kept.command("find identity", tenant, OF_ADELE[0], OF_ADELE[1])
        .assertRefused("-Dtenant does not go with -Dcommand=\"find identity\".");
    kept.command("find all identities", OF_ADELE)
        .assertRefused("-Dsubject does not go with -Dcommand=\"find all identities\".");
    kept.command("find all identities", OF_ADELE[0], "--after=" + id(1))
        .assertRefused("-Dafter must be as the command said it.");
  }
}
