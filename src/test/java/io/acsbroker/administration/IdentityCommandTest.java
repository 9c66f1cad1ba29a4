package io.acsbroker.administration;

import static io.acsbroker.administration.KeptIdentities.CLOUD;
import static io.acsbroker.administration.KeptIdentities.OTHER;
import static io.acsbroker.administration.KeptIdentities.RESOURCE;
import static io.acsbroker.administration.KeptIdentities.TENANT;
import static io.acsbroker.administration.KeptIdentities.id;
import static io.acsbroker.administration.KeptIdentities.isAtAcs;
import static io.acsbroker.administration.KeptIdentities.one;
import static io.acsbroker.administration.KeptIdentities.person;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.local.net.CannedAnswer;
import io.acsbroker.local.table.ContinuationToken;
import io.acsbroker.token.AcsIdentity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the administrator's command does with ACS identities. */
class IdentityCommandTest {
  private static final String NO_WAY_BACK =
      "Removing ends their tokens at once and cannot be undone. Who can still sign in gets new"
          + " ones: block the sign-in first.";

  @TempDir private Path folder;
  private final KeptIdentities kept = new KeptIdentities();

  @AfterEach
  void undisturbed() {
    CLOUD.acs().identityRequests().answerAll(null);
    CLOUD.table().answerRequests(null);
  }

  private static String line(String what, int number, String row) {
    return "%-10s %s of %s  (%s)".formatted(what, id(number), TENANT.value(), row);
  }

  private static String[] of(Path file) {
    return new String[] {"--tenant=" + TENANT.value(), "--file=" + file};
  }

  private Path file(String text) throws Exception {
    return Files.writeString(folder.resolve("leavers.txt"), text);
  }

  @Test
  void findsAPersonsIdentity() throws Exception {
    AcsIdentity identity = kept.keep(person(1));
    kept.command("find" + one(1))
        .assertDone(line("found", 1, identity.id()))
        .assertDone("1 of 1 with an ACS identity of " + RESOURCE + ".");
    kept.command("find" + one(2))
        .assertDone(line("found", 2, "no identity"))
        .assertDone("0 of 1 with an ACS identity of " + RESOURCE + ".");
    assertTrue(isAtAcs(identity) && kept.hasRow(person(1)));
  }

  @Test
  void revokesAPersonsTokensAndKeepsTheIdentity() throws Exception {
    AcsIdentity identity = kept.keep(person(1));
    int before = CLOUD.acs().identityRequests().requests();
    kept.command("revoke" + one(1))
        .assertDone(line("revoke", 1, identity.id()))
        .assertDone("revoked    " + id(1) + "  1 of 1")
        .assertDone("1 of 1 identity revoked.");
    assertEquals(before + 1, CLOUD.acs().identityRequests().requests());
    assertTrue(isAtAcs(identity) && kept.hasRow(person(1)));
  }

  @Test
  void removesAPersonsIdentityAtAcsAndItsRow() throws Exception {
    AcsIdentity identity = kept.keep(person(1));
    AcsIdentity other = kept.keep(person(2));
    kept.command("remove" + one(1))
        .assertDone(line("remove", 1, identity.id()))
        .assertDone(NO_WAY_BACK)
        .assertDone("removed    " + id(1) + "  1 of 1")
        .assertDone("1 of 1 identity removed.");
    assertFalse(isAtAcs(identity));
    assertFalse(kept.hasRow(person(1)));
    assertTrue(isAtAcs(other) && kept.hasRow(person(2)));
    kept.command("remove" + one(1))
        .assertDone(line("unchanged", 1, "no identity"))
        .assertDone("Nothing to change.");
  }

  @Test
  void doesNothingInADryRun() throws Exception {
    AcsIdentity identity = kept.keep(person(1));
    kept.command("remove" + one(1), "--dry-run=true")
        .assertDone(line("remove", 1, identity.id()))
        .assertDone(NO_WAY_BACK)
        .assertDone("Dry run: 1 identity not removed.");
    assertTrue(isAtAcs(identity) && kept.hasRow(person(1)));
  }

  @Test
  void removesThoseOfAFileInItsOrder() throws Exception {
    kept.keepAll(4);
    kept.keep(person(OTHER, 1));
    Path file =
        file(
            "\uFEFF"
                + id(3)
                + "\r\n\r\n  "
                + id(1).toUpperCase(Locale.ROOT)
                + " , "
                + TENANT.value()
                + "\r\n"
                + id(9)
                + "\r\n");
    KeptIdentities.Run run = kept.command("remove identities", of(file));
    run.assertDone("removed    " + id(3) + "  1 of 2")
        .assertDone("removed    " + id(1) + "  2 of 2")
        .assertDone(line("unchanged", 9, "no identity"))
        .assertDone("2 of 2 identities removed.");
    assertEquals(3, kept.rows());
    assertTrue(kept.hasRow(person(2)) && kept.hasRow(person(4)) && kept.hasRow(person(OTHER, 1)));
  }

  @Test
  void removesEverybodyOfATenantOnHoweverManyPages() throws Exception {
    AcsIdentity shared = KeptIdentities.made();
    for (int number = 1; number <= 120; number++) {
      kept.keep(person(number), shared);
    }
    kept.keep(person(OTHER, 1));
    kept.command("remove all identities", "--tenant=" + TENANT.value())
        .assertDone("120 of 120 with an ACS identity of " + RESOURCE + ".")
        .assertDone("120 of 120 identities removed.")
        .assertDone("The table has no row of " + TENANT.value() + " any more.");
    assertEquals(1, kept.rows());
    assertTrue(kept.hasRow(person(OTHER, 1)));
  }

  /** Storage may end a page before its first row. */
  @Test
  void readsOnBehindAnEmptyPage() throws Exception {
    kept.keep(person(1));
    CLOUD
        .table()
        .disturbRequests(
            handler ->
                request ->
                    request.path().endsWith("()") && !request.query().containsKey("NextRowKey")
                        ? CannedAnswer.json(200, Map.of("value", List.of()))
                            .with(
                                "x-ms-continuation-NextPartitionKey",
                                ContinuationToken.of(TENANT.value()))
                            .with("x-ms-continuation-NextRowKey", ContinuationToken.of(id(0)))
                        : handler.answer(request));
    kept.command("find all identities", "--tenant=" + TENANT.value())
        .assertDone("1 of 1 with an ACS identity of " + RESOURCE + ".");
  }

  @Test
  void removesARowWithoutAnIdentityAndRevokesNothingOfIt() throws Exception {
    kept.intend(person(1));
    kept.command("revoke" + one(1))
        .assertDone(line("unchanged", 1, "a row without an identity"))
        .assertDone("Nothing to change.");
    assertTrue(kept.hasRow(person(1)));
    kept.command("remove" + one(1))
        .assertDone(line("remove", 1, "a row without an identity"))
        .assertDone("1 of 1 identity removed.");
    assertFalse(kept.hasRow(person(1)));
  }

  @Test
  void keepsTheRowOfAnotherResource() throws Exception {
    kept.keepOfAnother(person(1));
    kept.command("remove" + one(1))
        .assertLine(line("kept", 1, "of old.communication.azure.com, another ACS resource"))
        .assertLine("1 of another resource: run the same command with the -Dendpoint of that one.")
        .assertLine("Nothing to change.");
    assertTrue(kept.hasRow(person(1)));
  }

  @Test
  void takesAnIdentityThatAcsNoLongerKnowsForRemoved() throws Exception {
    AcsIdentity identity = kept.keep(person(1));
    CLOUD.acs().identities().forget(identity.id());
    kept.command("revoke" + one(1))
        .assertDone("revoked    " + id(1) + "  1 of 1  (ACS had none any more)");
    kept.command("remove" + one(1))
        .assertDone("removed    " + id(1) + "  1 of 1  (ACS had none any more)");
    assertFalse(kept.hasRow(person(1)));
  }

  /** The row alone says which identity is the person's. */
  @Test
  void leavesTheRowWhereAcsDoesNotRemoveTheIdentity() throws Exception {
    AcsIdentity identity = kept.keep(person(1));
    CLOUD.acs().identityRequests().answerAll(CannedAnswer.empty(403));
    kept.command("remove" + one(1))
        .assertRefused(id(1) + ": HTTP 403. Whoever signed in may not administer this resource.")
        .assertRefused("0 of 1 identity removed. For the rest, run the same command again.");
    assertTrue(isAtAcs(identity) && kept.hasRow(person(1)));
  }

  /** A gateway's 404 says nothing of the identity, which would be nobody's without its row. */
  @Test
  void leavesTheRowWhereA404IsNotOfAcs() throws Exception {
    AcsIdentity identity = kept.keep(person(1));
    CLOUD.acs().identityRequests().answerAll(CannedAnswer.text(404, "<h1>Not found</h1>"));
    for (String words : List.of("revoke", "remove")) {
      kept.command(words + one(1))
          .assertRefused(
              id(1)
                  + ": HTTP 404. This is no answer of ACS's: look whether the endpoint is the"
                  + " resource's, and at what stands between.");
    }
    assertTrue(isAtAcs(identity) && kept.hasRow(person(1)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"find", "revoke", "remove"})
  void takesNo404ThatIsNotOfTheTableForNoIdentity(String words) throws Exception {
    AcsIdentity identity = kept.keep(person(1));
    CLOUD.table().answerRequests(CannedAnswer.text(404, "<h1>Not found</h1>"));
    kept.command(words + one(1))
        .assertRefused(
            id(1)
                + ": HTTP 404. There is no such table: look at -DtableEndpoint and -Dtable."
                + " Nothing was changed.");
    CLOUD.table().answerRequests(null);
    assertTrue(isAtAcs(identity) && kept.hasRow(person(1)));
  }

  @Test
  void goesOnAfterAnIdentityThatAcsSaysIsAnothers() throws Exception {
    AcsIdentity foreign = kept.keep(person(1), new AcsIdentity("8:acs:another_1"));
    AcsIdentity identity = kept.keep(person(2));
    kept.command("remove identities", of(file(id(1) + "\n" + id(2))))
        .assertRefused(
            "kept       "
                + id(1)
                + "  1 of 2  (HTTP 401 IdentityNotOwned. The identity is of another ACS resource.)")
        .assertRefused("removed    " + id(2) + "  2 of 2")
        .assertRefused("1 of 2 identities removed.");
    assertEquals("8:acs:another_1", foreign.id());
    assertTrue(kept.hasRow(person(1)));
    assertFalse(isAtAcs(identity) || kept.hasRow(person(2)));
  }
}
