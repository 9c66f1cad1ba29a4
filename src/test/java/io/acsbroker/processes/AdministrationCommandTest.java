package io.acsbroker.processes;

import static io.acsbroker.processes.AdministrationRun.ACS;
import static io.acsbroker.processes.AdministrationRun.ADELE;
import static io.acsbroker.processes.AdministrationRun.CONTOSO;
import static io.acsbroker.processes.AdministrationRun.FABRIKAM;
import static io.acsbroker.processes.AdministrationRun.ONE;
import static io.acsbroker.processes.AdministrationRun.TWO;
import static io.acsbroker.processes.AdministrationRun.command;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.local.acs.EntraAssignment;
import io.acsbroker.local.entra.SampleDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the administrator's command changes, and what it does not. */
class AdministrationCommandTest {
  private static final String SALES = SampleDirectory.CONTOSO_SALES;
  private static final EntraAssignment ADELE_FOR_ONE =
      new EntraAssignment(CONTOSO, "user", List.of(ONE));

  @TempDir private Path folder;

  private Map<String, EntraAssignment> before = Map.of();

  @BeforeEach
  void nobodyMay() {
    before = ACS.assignments().all();
    AdministrationRun.assign(Map.of());
  }

  @AfterEach
  void asBefore() {
    AdministrationRun.assign(before);
  }

  @Test
  void addsWhatIsNotThereAndSaysWhatIs() throws Exception {
    String add = "add user " + ADELE.toUpperCase(Locale.ROOT) + " of " + CONTOSO;
    command(add + " for " + ONE)
        .assertDone("add        user %s of %s for %s".formatted(ADELE, CONTOSO, ONE))
        .assertDone("1 change made.");
    assertEquals(Map.of(ADELE, ADELE_FOR_ONE), ACS.assignments().all());
    command(add + " for " + ONE)
        .assertDone("unchanged  user %s of %s for %s".formatted(ADELE, CONTOSO, ONE))
        .assertDone("Nothing to change.");
  }

  @Test
  void addsApplicationsToThoseThatAreThere() throws Exception {
    AdministrationRun.assign(Map.of(ADELE, ADELE_FOR_ONE));
    command("add user " + ADELE + " of " + CONTOSO + " for " + TWO)
        .assertDone(
            "change     user %s of %s for %s,%s  (was for %s)"
                .formatted(ADELE, CONTOSO, ONE, TWO, ONE));
    assertEquals(
        Map.of(ADELE, new EntraAssignment(CONTOSO, "user", List.of(ONE, TWO))),
        ACS.assignments().all());
  }

  @Test
  void addsGroupsAndTenants() throws Exception {
    command("add group " + SALES + " of " + CONTOSO + " for " + ONE).assertDone("1 change made.");
    command("add tenant " + FABRIKAM + " for " + TWO + ", " + ONE).assertDone("1 change made.");
    assertEquals(
        Map.of(
            SALES, new EntraAssignment(CONTOSO, "group", List.of(ONE)),
            FABRIKAM, new EntraAssignment(FABRIKAM, "tenant", List.of(ONE, TWO))),
        ACS.assignments().all());
  }

  @Test
  void doesNotMakeAUserOfAGroup() throws Exception {
    AdministrationRun.assign(Map.of(ADELE, new EntraAssignment(CONTOSO, "group", List.of(ONE))));
    command("add user " + ADELE + " of " + CONTOSO + " for " + ONE)
        .assertRefused(
            "Nothing was changed: that object id is assigned already, as group %s of %s for %s."
                .formatted(ADELE, CONTOSO, ONE));
  }

  @Test
  void removesAPrincipalOrOneOfItsApplications() throws Exception {
    AdministrationRun.assign(
        Map.of(ADELE, new EntraAssignment(CONTOSO, "user", List.of(ONE, TWO))));
    command("remove " + ADELE + " for " + TWO)
        .assertDone(
            "change     user %s of %s for %s  (was for %s,%s)"
                .formatted(ADELE, CONTOSO, ONE, ONE, TWO));
    assertEquals(Map.of(ADELE, ADELE_FOR_ONE), ACS.assignments().all());
    command("remove " + ADELE)
        .assertDone("remove     user %s of %s for %s".formatted(ADELE, CONTOSO, ONE));
    assertEquals(Map.of(), ACS.assignments().all());
    command("remove " + ADELE)
        .assertDone("unchanged  %s  (not assigned)".formatted(ADELE))
        .assertDone("Nothing to change.");
  }

  @Test
  void listsEverybodyOnHoweverManyPages() throws Exception {
    Map<String, EntraAssignment> many = new HashMap<>();
    for (int i = 0; i < 120; i++) {
      many.put(UUID.randomUUID().toString(), ADELE_FOR_ONE);
    }
    many.put(CONTOSO, new EntraAssignment(CONTOSO, "tenant", List.of(ONE)));
    AdministrationRun.assign(many);
    AdministrationRun run =
        command("list")
            .assertDone("tenant %s for %s".formatted(CONTOSO, ONE))
            .assertDone("121 assignments at %s.".formatted(ACS.endpoint()));
    assertEquals(122, run.text().lines().count());
  }

  @Test
  void showsInADryRunWhatWouldBeSentAndSendsNothing() throws Exception {
    command("add tenant " + CONTOSO + " for " + ONE, "--dry-run=true")
        .assertDone("add        tenant %s for %s".formatted(CONTOSO, ONE))
        .assertDone(
            "PUT %s/access/entra/assignments/%s?api-version=2025-03-02-preview"
                .formatted(ACS.endpoint(), CONTOSO))
        .assertDone(
            "{\"tenantId\":\"%s\",\"principalType\":\"tenant\",\"clientIds\":[\"%s\"]}"
                .formatted(CONTOSO, ONE))
        .assertDone("Dry run: 1 request not sent.");
    assertEquals(Map.of(), ACS.assignments().all());
  }

  @Test
  void appliesAFileAndRemovesOthersOnlyWhereThatIsWanted() throws Exception {
    AdministrationRun.assign(
        Map.of(ADELE, ADELE_FOR_ONE, SALES, new EntraAssignment(CONTOSO, "group", List.of(ONE))));
    Path file = folder.resolve("assignments.json");
    Files.writeString(
        file,
        """
        {"assignments": [
          {"objectId": "%s", "tenantId": "%s", "principalType": "user", "clientIds": ["%s"]},
          {"tenantId": "%s", "principalType": "tenant", "clientIds": ["%s"], "note": "Contoso"}
        ]}
        """
            .formatted(ADELE, CONTOSO, TWO, CONTOSO, ONE));
    command("apply", "--file=" + file)
        .assertDone(
            "change     user %s of %s for %s  (was for %s)".formatted(ADELE, CONTOSO, TWO, ONE))
        .assertDone("add        tenant %s for %s".formatted(CONTOSO, ONE))
        .assertDone(
            "kept       group %s of %s for %s  (not in the file; -Dprune=true removes it)"
                .formatted(SALES, CONTOSO, ONE))
        .assertDone("2 changes made.");
    command("apply", "--file=" + file, "--prune=true")
        .assertDone("remove     group %s of %s for %s".formatted(SALES, CONTOSO, ONE))
        .assertDone("1 change made.");
    assertEquals(
        Map.of(
            ADELE, new EntraAssignment(CONTOSO, "user", List.of(TWO)),
            CONTOSO, new EntraAssignment(CONTOSO, "tenant", List.of(ONE))),
        ACS.assignments().all());
  }

  @Test
  void exportsWhatApplyTakesAndOverwritesNothing() throws Exception {
    AdministrationRun.assign(
        Map.of(
            ADELE, ADELE_FOR_ONE, CONTOSO, new EntraAssignment(CONTOSO, "tenant", List.of(TWO))));
    Path file = folder.resolve("exported.json");
    command("export", "--file=" + file).assertDone("2 assignments written to %s.".formatted(file));
    command("apply", "--file=" + file, "--prune=true").assertDone("Nothing to change.");
    command("export", "--file=" + file)
        .assertRefused("%s is there already, and was left as it is.".formatted(file));
    assertTrue(Files.readString(file).contains("\"principalType\":\"tenant\""));
  }
}
