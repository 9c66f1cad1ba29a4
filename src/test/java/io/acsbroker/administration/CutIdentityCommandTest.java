package io.acsbroker.administration;

import static io.acsbroker.administration.KeptIdentities.CLOUD;
import static io.acsbroker.administration.KeptIdentities.TENANT;
import static io.acsbroker.administration.KeptIdentities.id;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.acsbroker.local.net.CannedAnswer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A command about many people that is cut says how far it came, and goes on from there. */
class CutIdentityCommandTest {
  private static final String TENANT_OPTION = "--tenant=" + TENANT.value();
  private static final String CUT =
      "1 of 3 identities removed. For the rest, run the same command again with -Dafter="
          + id(1)
          + ".";

  @TempDir private Path folder;
  private final KeptIdentities kept = new KeptIdentities();

  @AfterEach
  void undisturbed() {
    CLOUD.acs().identityRequests().answerAll(null);
  }

  private Path file(int... numbers) throws Exception {
    List<String> lines = IntStream.of(numbers).mapToObj(KeptIdentities::id).toList();
    return Files.write(folder.resolve("leavers.txt"), lines);
  }

  @Test
  void saysHowFarItCameAndGoesOnFromThere() throws Exception {
    kept.keepAll(3);
    KeptIdentities.acsAnswers(
        (deletion, acs, request) -> deletion == 2 ? CannedAnswer.empty(400) : acs.answer(request));
    String all = "remove all identities";
    kept.command(all, TENANT_OPTION)
        .assertRefused("removed    " + id(1) + "  1 of 3")
        .assertRefused(CUT);
    kept.command(all, TENANT_OPTION, "--after=" + id(1)).assertDone("2 of 2 identities removed.");
    assertEquals(0, kept.rows());
  }

  /** Waits as ACS asks, and is cut where it asks for longer than half a minute. */
  @Test
  void waitsWhereAcsHasHadEnoughAndSaysWhereItWasCut() throws Exception {
    kept.keepAll(3);
    AtomicInteger deletions =
        KeptIdentities.acsAnswers(
            (deletion, acs, request) ->
                switch (deletion) {
                  case 1 -> CannedAnswer.empty(429).with("Retry-After", "0");
                  case 3 -> CannedAnswer.empty(429).with("Retry-After", "31");
                  default -> acs.answer(request);
                });
    String[] leavers = {TENANT_OPTION, "--file=" + file(1, 2, 3)};
    kept.command("remove identities", leavers)
        .assertRefused("removed    " + id(1) + "  1 of 3")
        .assertRefused(
            id(2)
                + ": HTTP 429. ACS has had enough requests for now: run the command again later."
                + " It asks for 31 s.")
        .assertRefused(CUT);
    assertEquals(3, deletions.get());
    kept.command("remove identities", leavers).assertDone("2 of 2 identities removed.");
    assertEquals(0, kept.rows());
  }

  @Test
  void goesOnInAFileBehindThePersonWhoIsNamed() throws Exception {
    kept.keepAll(3);
    String[] arguments = {TENANT_OPTION, "--file=" + file(3, 1, 2), "--after=" + id(3)};
    kept.command("revoke identities", arguments).assertDone("2 of 2 identities revoked.");
    arguments[2] = "--after=" + id(9);
    kept.command("revoke identities", arguments)
        .assertRefused("Nothing was changed: -Dafter names nobody of them.");
  }
}
