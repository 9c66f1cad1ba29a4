package io.acsbroker.administration;

import static io.acsbroker.administration.KeptIdentities.CLOUD;
import static io.acsbroker.administration.KeptIdentities.OTHER;
import static io.acsbroker.administration.KeptIdentities.RESOURCE;
import static io.acsbroker.administration.KeptIdentities.TENANT;
import static io.acsbroker.administration.KeptIdentities.id;
import static io.acsbroker.administration.KeptIdentities.isAtAcs;
import static io.acsbroker.administration.KeptIdentities.left;
import static io.acsbroker.administration.KeptIdentities.person;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.local.net.CannedAnswer;
import io.acsbroker.token.AcsIdentity;
import io.acsbroker.token.ForeignPerson;
import io.acsbroker.token.Person;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A whole tenant leaves, or a whole issuer: what is found, said and removed. */
class LeavingTenantTest {
  private static final String ISSUER = "https://login.acme.example/";
  private static final String OF_TENANT = "--tenant=" + TENANT.value();
  private static final String OF_ISSUER = "--issuer=" + ISSUER;
  private static final String REMOVE = "remove all identities";
  private static final String OWNED =
      "{\"error\":{\"code\":\"IdentityNotOwned\",\"message\":\"Not of this resource.\"}}";

  private final KeptIdentities kept = new KeptIdentities();

  @AfterEach
  void undisturbed() {
    CLOUD.acs().identityRequests().answerAll(null);
    CLOUD.table().answerRequests(null);
  }

  /** The rows of an issuer are of a partition that is the hash of its name. */
  @Test
  void removesEverybodyOfAnIssuerAndNobodyElse() throws Exception {
    List<AcsIdentity> identities = new ArrayList<>();
    for (int number = 0; number < 60; number++) {
      identities.add(kept.keep(ForeignPerson.of(ISSUER, "auth0|" + number)));
    }
    Person another = ForeignPerson.of("https://login.other.example/", "auth0|1");
    AcsIdentity others = kept.keep(another);
    AcsIdentity ofEntra = kept.keep(person(1));
    kept.command(REMOVE, OF_ISSUER)
        .assertDone(
            "Removing ends their tokens at once and cannot be undone. Who can still sign in gets"
                + " new ones: take the issuer out of BROKER_CALLER_ISSUERS first.")
        .assertDone("60 of 60 identities removed.")
        .assertDone("The table has no row of the issuer " + ISSUER + " any more.");
    assertTrue(identities.stream().noneMatch(KeptIdentities::isAtAcs));
    assertEquals(2, kept.rows());
    assertTrue(kept.hasRow(another) && isAtAcs(others));
    assertTrue(kept.hasRow(person(1)) && isAtAcs(ofEntra));
  }

  /** And nothing of kinds of rows of which there are none. */
  @Test
  void saysThePlanWhatItDoesAndThatNothingIsLeft() throws Exception {
    AcsIdentity identity = kept.keep(person(1));
    assertEquals(
        """
        remove     %1$s of %2$s  (%3$s)
        1 of 1 with an ACS identity of %4$s.
        Removing ends their tokens at once and cannot be undone. Who can still sign in gets new \
        ones: take the tenant out of ENTRA_TENANT_IDS and BROKER_POLICY first.
        removed    %1$s  1 of 1
        1 of 1 identity removed.
        The table has no row of %2$s any more.
        """
            .formatted(id(1), TENANT.value(), identity.id(), RESOURCE),
        kept.command(REMOVE, OF_TENANT).text());
  }

  /** The end of nobody's tokens needs no warning, and nobody came meanwhile. */
  @Test
  void saysOfATenantOfAnotherResourceAloneThatItIsLeft() throws Exception {
    kept.keepOfAnother(person(1));
    assertEquals(
        """
        kept       %1$s of %2$s  (of old.communication.azure.com, another ACS resource)
        0 of 1 with an ACS identity of %3$s.
        1 of another resource: run the same command with the -Dendpoint of that one.
        Nothing to change.
        left       %1$s of %2$s  (of old.communication.azure.com, another ACS resource)
        1 row of %2$s left.
        """
            .formatted(id(1), TENANT.value(), RESOURCE),
        kept.command(REMOVE, OF_TENANT).text());
  }

  @Test
  void revokesTheTokensOfEverybodyOfAnIssuer() throws Exception {
    AcsIdentity identity = kept.keep(ForeignPerson.of(ISSUER, "auth0|1"));
    kept.command("revoke all identities", OF_ISSUER).assertDone("1 of 1 identity revoked.");
    assertTrue(isAtAcs(identity) && kept.rows() == 1);
  }

  @Test
  void doesNothingInADryRunAndCountsEachKind() throws Exception {
    AcsIdentity identity = kept.keep(person(1));
    kept.intend(person(2));
    kept.keepOfAnother(person(3));
    int before = CLOUD.acs().identityRequests().requests();
    List<String> methods = new ArrayList<>();
    CLOUD
        .table()
        .disturbRequests(
            handler ->
                request -> {
                  methods.add(request.method());
                  return handler.answer(request);
                });
    kept.command(REMOVE, OF_TENANT, "--dry-run=true")
        .assertDone("1 of 3 with an ACS identity of " + RESOURCE + ".")
        .assertDone("1 row without an identity.")
        .assertDone("1 of another resource: run the same command with the -Dendpoint of that one.")
        .assertDone(
            "Removing ends their tokens at once and cannot be undone. Who can still sign in gets"
                + " new ones: take the tenant out of ENTRA_TENANT_IDS and BROKER_POLICY first.")
        .assertDone("Dry run: 2 identities not removed.");
    assertEquals(List.of("GET"), methods);
    assertEquals(before, CLOUD.acs().identityRequests().requests());
    assertTrue(isAtAcs(identity) && kept.rows() == 3);
  }

  @Test
  void removesRowsOfEveryKindButThoseOfAnotherResource() throws Exception {
    kept.keep(person(1));
    kept.intend(person(2));
    kept.keepOfAnother(person(3));
    kept.command(REMOVE, OF_TENANT)
        .assertRefused("2 of 2 identities removed.")
        .assertRefused(left(3, "of old.communication.azure.com, another ACS resource"))
        .assertRefused("1 row of " + TENANT.value() + " left.");
    assertTrue(kept.rows() == 1 && kept.hasRow(person(3)));
  }

  /** Whoever mistypes an id hears so, and is not told that all is done. */
  @ParameterizedTest
  @ValueSource(strings = {"find", "revoke", "remove"})
  void saysPlainlyThatTheTableHasNobodyOfATenantOrAnIssuer(String change) throws Exception {
    kept.keep(person(1));
    String words = change + " all identities";
    KeptIdentities.Run ofTenant = kept.command(words, "--tenant=" + OTHER.value());
    assertEquals(2, ofTenant.exitCode());
    ofTenant.assertLine(nobody(OTHER.value(), "tenant"));
    KeptIdentities.Run ofIssuer = kept.command(words, OF_ISSUER);
    assertEquals(2, ofIssuer.exitCode());
    ofIssuer.assertLine(nobody("the issuer " + ISSUER, "issuer"));
    assertTrue(kept.hasRow(person(1)));
  }

  private String nobody(String home, String option) {
    String table =
        kept.arguments("").stream()
            .filter(it -> it.startsWith("--table="))
            .findFirst()
            .orElseThrow()
            .substring("--table=".length());
    return ("Table %s has no row of %s: look at -D%s, -Dtable and -DtableEndpoint, unless everybody"
            + " was removed before.")
        .formatted(table, home, option);
  }

  @Test
  void saysOfAnIdentityThatAcsCallsAnothersThatItIsLeft() throws Exception {
    kept.keep(person(1), new AcsIdentity("8:acs:another_1"));
    AcsIdentity identity = kept.keep(person(2));
    kept.command(REMOVE, OF_TENANT)
        .assertRefused("1 of 2 identities removed.")
        .assertRefused(left(1, "kept, as said above"))
        .assertRefused("1 row of " + TENANT.value() + " left.");
    assertFalse(isAtAcs(identity) || kept.hasRow(person(2)));
  }

  /** The wrong resource, by ACS's word alone: a thousand refusals are enough. */
  @Test
  void endsAfterAThousandIdentitiesOfAnotherResource() throws Exception {
    AcsIdentity shared = new AcsIdentity("8:acs:another_1");
    for (int number = 1; number <= 1_002; number++) {
      kept.keep(person(number), shared);
    }
    AtomicInteger deletions =
        KeptIdentities.acsAnswers((deletion, acs, request) -> CannedAnswer.text(401, OWNED));
    kept.command(REMOVE, OF_TENANT)
        .assertRefused("1000 identities were kept: look whether -Dendpoint is the right resource.")
        .assertRefused(
            "0 of 1002 identities removed. For the rest, run the same command again with -Dafter="
                + id(1_000)
                + ".");
    assertEquals(1_000, deletions.get());
    assertEquals(1_002, kept.rows());
  }
}
