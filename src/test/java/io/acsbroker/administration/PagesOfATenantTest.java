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
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.local.net.CannedAnswer;
import io.acsbroker.token.AcsIdentity;
import io.acsbroker.token.Fingerprint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How the command goes through the rows of everybody of a tenant or an issuer. */
class PagesOfATenantTest {
  private static final String ISSUER = "https://login.acme.example/";
  private static final String OF_TENANT = "--tenant=" + TENANT.value();
  private static final String OF_ISSUER = "--issuer=" + ISSUER;
  private static final String REMOVE = "remove all identities";

  private final KeptIdentities kept = new KeptIdentities();

  @AfterEach
  void undisturbed() {
    CLOUD.acs().identityRequests().answerAll(null);
    CLOUD.table().answerRequests(null);
  }

  /** Does something once, before the first identity is removed at ACS. */
  private static void beforeTheFirstDeletion(Runnable action) {
    KeptIdentities.acsAnswers(
        (deletion, acs, request) -> {
          if (deletion == 1) {
            action.run();
          }
          return acs.answer(request);
        });
  }

  /** By which filters the table will have been asked for rows. */
  private static List<String> filters() {
    List<String> filters = new ArrayList<>();
    CLOUD
        .table()
        .disturbRequests(
            handler ->
                request -> {
                  Optional.ofNullable(request.query().get("$filter")).ifPresent(filters::add);
                  return handler.answer(request);
                });
    return filters;
  }

  /** Only of a single row does that say that there is none. */
  @Test
  void takesNo404ForAnEmptyTable() throws Exception {
    kept.keep(person(1));
    CLOUD
        .table()
        .answerRequests(CannedAnswer.empty(404).with("x-ms-error-code", "ResourceNotFound"));
    kept.command(REMOVE, OF_TENANT)
        .assertRefused(
            "HTTP 404 ResourceNotFound. There is no such table: look at -DtableEndpoint and"
                + " -Dtable. Nothing was changed.");
  }

  /** Of a tenant that a broker still serves. */
  @Test
  void saysWhoCameBehindThePlaceThatItWasAt() throws Exception {
    kept.keep(person(1));
    kept.keep(person(2));
    AcsIdentity later = KeptIdentities.made();
    beforeTheFirstDeletion(() -> kept.keep(person(0), later));
    kept.command(REMOVE, OF_TENANT)
        .assertRefused("2 of 2 identities removed.")
        .assertRefused(left(0, "came while the command ran"))
        .assertRefused("1 row of " + TENANT.value() + " left.")
        .assertRefused(
            "1 came while the command ran: first take the tenant out of ENTRA_TENANT_IDS and"
                + " BROKER_POLICY, and run the same command again.");
    kept.command(REMOVE, OF_TENANT).assertDone("1 of 1 identity removed.");
    assertTrue(kept.rows() == 0 && !isAtAcs(later));
  }

  @Test
  void removesWhoComesInFrontOfThePlaceThatItIsAt() throws Exception {
    KeptIdentities.pagesOfTwo();
    kept.keepAll(3);
    AcsIdentity later = KeptIdentities.made();
    beforeTheFirstDeletion(() -> kept.keep(person(9), later));
    kept.command(REMOVE, OF_TENANT)
        .assertDone("removed    " + id(3) + "  3 of 3")
        .assertDone("removed    " + id(9) + "  4 of 4")
        .assertDone("4 of 4 identities removed.");
    assertTrue(kept.rows() == 0 && !isAtAcs(later));
  }

  /** With the plan, and again with what is done; who is left is asked of all. */
  @Test
  void asksForTheRowsBehindAfterAlone() throws Exception {
    kept.keepAll(2);
    List<String> filters = filters();
    kept.command(REMOVE, OF_TENANT, "--after=" + id(1)).assertRefused("1 of 1 identity removed.");
    String all = "PartitionKey eq '" + TENANT.value() + "'";
    String behind = all + " and RowKey gt '" + id(1) + "'";
    assertEquals(List.of(behind, behind, all), filters);
  }

  @Test
  void saysWhichRowsAreNotBehindAfter() throws Exception {
    kept.keepAll(2);
    kept.command(REMOVE, OF_TENANT, "--after=" + id(1))
        .assertRefused("1 of 1 identity removed.")
        .assertRefused(left(1, "not behind -Dafter"))
        .assertRefused("1 row of " + TENANT.value() + " left.");
    assertTrue(kept.rows() == 1 && kept.hasRow(person(1)));
  }

  @Test
  void endsWhereAPageLeadsToItself() throws Exception {
    kept.keep(person(1));
    CLOUD
        .table()
        .answerRequests(
            CannedAnswer.json(200, Map.of("value", List.of()))
                .with("x-ms-continuation-NextPartitionKey", "1!8!U21pdGg-")
                .with("x-ms-continuation-NextRowKey", "1!8!QmVuOTk5"));
    kept.command("find all identities", OF_ISSUER)
        .assertRefused(
            "What the table has cannot be understood: a page leads to itself. Nothing was"
                + " changed.");
  }

  /** A table of tens of thousands: none of another tenant, and none twice. */
  @Test
  void removesFiveHundredOnTenPages() throws Exception {
    AcsIdentity shared = KeptIdentities.made();
    for (int number = 1; number <= 500; number++) {
      kept.keep(person(number), shared);
    }
    AcsIdentity others = kept.keep(person(OTHER, 1));
    AtomicInteger pages = new AtomicInteger();
    CLOUD
        .table()
        .disturbRequests(
            handler ->
                request -> {
                  if (request.path().endsWith("()")) {
                    pages.incrementAndGet();
                  }
                  return handler.answer(request);
                });
    KeptIdentities.Run run = kept.command(REMOVE, OF_TENANT);
    run.assertDone("500 of 500 with an ACS identity of " + RESOURCE + ".")
        .assertDone("removed    " + id(500) + "  500 of 500  (ACS had none any more)")
        .assertDone("500 of 500 identities removed.")
        .assertDone("The table has no row of " + TENANT.value() + " any more.");
    assertEquals(500, run.text().lines().filter(line -> line.startsWith("removed ")).count());
    assertEquals(21, pages.get());
    assertTrue(kept.rows() == 1 && kept.hasRow(person(OTHER, 1)) && isAtAcs(others));
  }

  /** As administrators.md says: nobody is named in the table. */
  @Test
  void looksForTheRowsOfAnIssuerByTheHashOfItsName() throws Exception {
    List<String> filters = filters();
    assertEquals(2, kept.command("find all identities", OF_ISSUER).exitCode());
    assertEquals(List.of("PartitionKey eq '" + Fingerprint.of(ISSUER) + "'"), filters);
  }
}
