package io.acsbroker.administration;

import static io.acsbroker.administration.KeptIdentities.CLOUD;
import static io.acsbroker.administration.KeptIdentities.OTHER;
import static io.acsbroker.administration.KeptIdentities.RESOURCE;
import static io.acsbroker.administration.KeptIdentities.TENANT;
import static io.acsbroker.administration.KeptIdentities.id;
import static io.acsbroker.administration.KeptIdentities.isAtAcs;
import static io.acsbroker.administration.KeptIdentities.person;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.acsbroker.local.node.Node;
import io.acsbroker.local.table.Azurite;
import io.acsbroker.token.AcsIdentity;
import io.acsbroker.token.ForeignPerson;
import io.acsbroker.token.Person;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The command for leavers over Microsoft's own emulator of the table, where Node is there. */
@Tag("slow")
class AzuriteLeaversIT {
  private static final String TABLE = "AcsIdentities";

  @SuppressWarnings("NullAway.Init")
  @AutoClose
  private Azurite azurite;

  @SuppressWarnings("NullAway.Init")
  private KeptIdentities kept;

  @BeforeEach
  void start() throws Exception {
    Optional<Node> node = Node.find();
    assumeTrue(node.isPresent(), Node.MISSING + ": the command was not tried over Azurite");
    Path project = Path.of("").toAbsolutePath();
    assertTrue(Azurite.install(project, node.get()), "target/azurite.log says why not");
    azurite = Azurite.start(project, CLOUD.certificate(), TABLE);
    kept = new KeptIdentities(azurite, TABLE);
  }

  /** More than twice the thousand that storage answers with at once. */
  @Test
  void removesEverybodyOfATenantPageByPage() throws Exception {
    AcsIdentity identity = KeptIdentities.made();
    for (int number = 1; number <= 2_500; number++) {
      kept.keep(person(number), identity);
    }
    Person foreign = ForeignPerson.of("https://login.acme.example/", "auth0|1");
    AcsIdentity foreigner = kept.keep(foreign);
    kept.keep(person(OTHER, 1));
    kept.command("find all identities", "--tenant=" + TENANT.value(), "--after=" + id(1_300))
        .assertDone("1200 of 1200 with an ACS identity of " + RESOURCE + ".");
    kept.command("remove all identities", "--tenant=" + TENANT.value())
        .assertDone("2500 of 2500 identities removed.")
        .assertDone("The table has no row of " + TENANT.value() + " any more.");
    assertFalse(kept.hasRow(person(1)) || kept.hasRow(person(2_500)) || isAtAcs(identity));
    assertTrue(kept.hasRow(person(OTHER, 1)) && kept.hasRow(foreign) && isAtAcs(foreigner));
    kept.command("remove all identities", "--issuer=https://login.acme.example/")
        .assertDone("1 of 1 identity removed.");
    assertFalse(kept.hasRow(foreign) || isAtAcs(foreigner));
    assertTrue(kept.hasRow(person(OTHER, 1)));
  }

  @Test
  void saysThatTheTableIsNotThere() throws Exception {
    KeptIdentities elsewhere =
        new KeptIdentities(azurite, "T" + UUID.randomUUID().toString().replace("-", ""));
    elsewhere
        .command("find all identities", "--tenant=" + TENANT.value())
        .assertRefused(
            "HTTP 404 TableNotFound. There is no such table: look at -DtableEndpoint and -Dtable."
                + " Nothing was changed.");
  }

  @Test
  void saysThatTheKeyIsAnotherAccounts() throws Exception {
    Map<String, String> environment =
        Map.of(
            "COMMUNICATION_SERVICES_CONNECTION_STRING",
            CLOUD.acs().connectionString(),
            "BROKER_IDENTITY_TABLE_CONNECTION_STRING",
            "AccountName=devstoreaccount1;AccountKey=AAAA");
    kept.run(environment, "find identity " + id(1) + " of " + TENANT.value())
        .assertRefused(
            id(1)
                + ": HTTP 400 InvalidAuthenticationInfo. The key is not of this account, was"
                + " renewed, or this machine's clock is wrong by minutes. Nothing was changed.");
  }
}
