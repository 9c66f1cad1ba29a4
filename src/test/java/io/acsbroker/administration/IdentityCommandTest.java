package io.acsbroker.administration;

import static io.acsbroker.administration.KeptIdentities.CLOUD;
import static io.acsbroker.administration.KeptIdentities.OTHER;
import static io.acsbroker.administration.KeptIdentities.RESOURCE;
import static io.acsbroker.administration.KeptIdentities.TENANT;
import static io.acsbroker.administration.KeptIdentities.id;
import static io.acsbroker.administration.KeptIdentities.isAtAcs;
import static io.acsbroker.administration.KeptIdentities.person;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.local.net.CannedAnswer;
import io.acsbroker.local.net.LoopbackRequest;
import io.acsbroker.token.AcsIdentity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the administrator's command does with ACS identities. */
class IdentityCommandTest {
  private static final String NO_WAY_BACK =
      "Removing ends their tokens at once and cannot be undone. Who can still sign in gets new"
          + " ones: block the sign-in in Entra first.";

  @TempDir private Path folder;
  private final KeptIdentities kept = new KeptIdentities();

  @AfterEach
  void undisturbed() {
    CLOUD.acs().identityRequests().answerAll(null);
    CLOUD.table().answerRequests(null);
  }

  private static String one(int number) {
    return " identity " + id(number) + " of " + TENANT.value();
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
    for (int number = 1; number <= 4; number++) {
      kept.keep(person(number));
    }
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
        .assertDone("120 of 120 identities removed.");
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
                            .with("x-ms-continuation-NextPartitionKey", TENANT.value())
                            .with("x-ms-continuation-NextRowKey", id(0))
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
        .assertLine("Of another resource: run the same command with the -Dendpoint of that one.")
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

  @Test
  void removesWhatTheBrokerHasMadeMeanwhile() throws Exception {
    AcsIdentity planned = kept.keep(person(1));
    AcsIdentity later = KeptIdentities.made();
    onceBefore("DELETE", () -> kept.replace(person(1), later));
    kept.command("remove" + one(1)).assertDone("1 of 1 identity removed.");
    assertFalse(isAtAcs(planned) || isAtAcs(later) || kept.hasRow(person(1)));
  }

  @Test
  void revokesWhatTheBrokerHasMadeMeanwhile() throws Exception {
    AcsIdentity planned = kept.keep(person(1));
    AcsIdentity later = KeptIdentities.made();
    List<String> asked = new ArrayList<>();
    onceBefore(
        "POST",
        () -> {
          CLOUD.acs().identities().forget(planned.id());
          kept.replace(person(1), later);
        },
        asked);
    kept.command("revoke" + one(1)).assertDone("revoked    " + id(1) + "  1 of 1");
    assertTrue(asked.getLast().contains(later.id()), asked.toString());
  }

  @Test
  void takesARowThatIsGoneMeanwhileForRemoved() throws Exception {
    kept.keep(person(1));
    CLOUD
        .table()
        .disturbRequests(
            handler ->
                request ->
                    request.method().equals("DELETE")
                        ? CannedAnswer.empty(404).with("x-ms-error-code", "ResourceNotFound")
                        : handler.answer(request));
    kept.command("remove" + one(1)).assertDone("1 of 1 identity removed.");
  }

  @Test
  void givesUpOnARowThatChangesAllTheTime() throws Exception {
    kept.keep(person(1));
    CLOUD
        .table()
        .disturbRequests(
            handler ->
                request ->
                    request.method().equals("DELETE")
                        ? CannedAnswer.empty(412)
                        : handler.answer(request));
    kept.command("remove" + one(1))
        .assertRefused(
            "kept       "
                + id(1)
                + "  1 of 1  (the broker makes new ones all the time: block the sign-in in Entra"
                + " first)");
  }

  @Test
  void saysHowFarItCameAndGoesOnFromThere() throws Exception {
    for (int number = 1; number <= 3; number++) {
      kept.keep(person(number));
    }
    AtomicInteger deletions = new AtomicInteger();
    CLOUD
        .acs()
        .identityRequests()
        .disturb(
            handler ->
                request ->
                    deletions.incrementAndGet() == 2
                        ? CannedAnswer.empty(400)
                        : handler.answer(request));
    String all = "remove all identities";
    String tenant = "--tenant=" + TENANT.value();
    kept.command(all, tenant)
        .assertRefused("removed    " + id(1) + "  1 of 3")
        .assertRefused(
            "1 of 3 identities removed. For the rest, run the same command again with -Dafter="
                + id(1)
                + ".");
    kept.command(all, tenant, "--after=" + id(1)).assertDone("2 of 2 identities removed.");
    assertEquals(0, kept.rows());
  }

  /** Waits as ACS asks, and is cut where it asks for longer than half a minute. */
  @Test
  void waitsWhereAcsHasHadEnoughAndSaysWhereItWasCut() throws Exception {
    for (int number = 1; number <= 3; number++) {
      kept.keep(person(number));
    }
    AtomicInteger deletions = new AtomicInteger();
    CLOUD
        .acs()
        .identityRequests()
        .disturb(
            handler ->
                request ->
                    switch (deletions.incrementAndGet()) {
                      case 1 -> CannedAnswer.empty(429).with("Retry-After", "0");
                      case 3 -> CannedAnswer.empty(429).with("Retry-After", "31");
                      default -> handler.answer(request);
                    });
    String[] leavers = of(file(id(1) + "\n" + id(2) + "\n" + id(3)));
    kept.command("remove identities", leavers)
        .assertRefused("removed    " + id(1) + "  1 of 3")
        .assertRefused(
            id(2)
                + ": HTTP 429. ACS has had enough requests for now: run the command again later."
                + " It asks for 31 s.")
        .assertRefused(
            "1 of 3 identities removed. For the rest, run the same command again with -Dafter="
                + id(1)
                + ".");
    assertEquals(3, deletions.get());
    kept.command("remove identities", leavers).assertDone("2 of 2 identities removed.");
    assertEquals(0, kept.rows());
  }

  @Test
  void goesOnInAFileBehindThePersonWhoIsNamed() throws Exception {
    for (int number = 1; number <= 3; number++) {
      kept.keep(person(number));
    }
    Path file = file(id(3) + "\n" + id(1) + "\n" + id(2));
    String[] arguments = {"--tenant=" + TENANT.value(), "--file=" + file, "--after=" + id(3)};
    kept.command("revoke identities", arguments).assertDone("2 of 2 identities revoked.");
    arguments[2] = "--after=" + id(9);
    kept.command("revoke identities", arguments)
        .assertRefused("Nothing was changed: -Dafter names nobody of them.");
  }

  private void onceBefore(String method, Runnable action) {
    onceBefore(method, action, new ArrayList<>());
  }

  private static void onceBefore(String method, Runnable action, List<String> asked) {
    AtomicInteger requests = new AtomicInteger();
    CLOUD
        .acs()
        .identityRequests()
        .disturb(
            handler ->
                (LoopbackRequest request) -> {
                  asked.add(request.path());
                  if (request.method().equals(method) && requests.incrementAndGet() == 1) {
                    action.run();
                  }
                  return handler.answer(request);
                });
  }
}
