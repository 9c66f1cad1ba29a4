package io.acsbroker.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.azure.data.tables.TableClientBuilder;
import io.acsbroker.azure.AzureHttp;
import io.acsbroker.identity.StoreFailure.Cause;
import io.acsbroker.local.table.TableOutage;
import io.acsbroker.local.table.TableService;
import io.acsbroker.net.BoundedHttp;
import io.acsbroker.token.AcsIdentity;
import io.acsbroker.token.Deadline;
import io.acsbroker.token.ObjectId;
import io.acsbroker.token.Subject;
import io.acsbroker.token.TableCredential;
import io.acsbroker.token.TenantId;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the broker expects of a table, whoever keeps it. */
abstract class IdentityStoreContract {
  private static final AcsIdentity IDENTITY = new AcsIdentity("8:acs:resource_one");
  private static final URI RESOURCE = URI.create("https://Contoso.communication.azure.com");
  private static final AcsIdentity OTHER = new AcsIdentity("8:acs:resource_two");

  private final Subject user = user();

  /** Where the rows are kept, under TLS that this process trusts. */
  abstract TableService service();

  private static Subject user() {
    return new Subject(
        new TenantId("11111111-1111-4111-8111-111111111111"),
        new ObjectId(UUID.randomUUID().toString()));
  }

  static void createTable(TableService service, String name) {
    Object made =
        new TableClientBuilder()
            .connectionString(service.connectionString())
            .tableName(name)
            .httpClient(new AzureHttp(BoundedHttp.client().build()))
            .buildClient()
            .createTable();
    assertNotEquals(null, made);
  }

  private IdentityStore store(String table) {
    return store(table, RESOURCE);
  }

  private IdentityStore store(String table, URI resource) {
    return new IdentityTable(
            new TableCredential.ConnectionString(service().connectionString()), table, resource)
        .store(
            BoundedHttp.client().build(),
            SampleTableWatch.by(InstantSource.system()),
            InstantSource.system());
  }

  private IdentityStore store() {
    return store("AcsIdentities");
  }

  private static Deadline soon() {
    return Deadline.in(Duration.ofSeconds(20));
  }

  private RowVersion intend(IdentityStore store) {
    return assertInstanceOf(RowChange.Made.class, store.intend(user, soon())).version();
  }

  private RowVersion keep(IdentityStore store) {
    RowChange change = store.keep(user, IDENTITY, intend(store), soon());
    return assertInstanceOf(RowChange.Made.class, change).version();
  }

  @Test
  void knowsNoRowAtFirst() {
    assertEquals(new RowLookup.Absent(), store().find(user, soon()));
  }

  @Test
  void findsNothingInATableThatWasEmptied() throws Exception {
    intend(store());
    service().empty("AcsIdentities");
    assertEquals(new RowLookup.Absent(), store().find(user, soon()));
    keep(store());
  }

  @Test
  void findsItsRowAgainAfterAnOutage() {
    RowVersion version = intend(store());
    Map<TableOutage, Cause> causes =
        Map.of(TableOutage.GONE, Cause.REFUSED, TableOutage.DOWN, Cause.UNAVAILABLE);
    causes.forEach(
        (outage, cause) -> {
          Runnable end = service().disturbances().add(outage);
          assertEquals(
              cause,
              assertInstanceOf(
                      RowLookup.Failed.class,
                      store().find(user, Deadline.in(Duration.ofSeconds(2))))
                  .failure()
                  .cause());
          end.run();
        });
    assertEquals(new RowLookup.Intended(version), store().find(user, soon()));
  }

  @Test
  void findsAnIntentAsTheVersionThatWasWritten() {
    RowVersion version = intend(store());
    assertEquals(new RowLookup.Intended(version), store().find(user, soon()));
  }

  @Test
  void letsOneIntendAndNoOther() {
    RowVersion version = intend(store());
    assertEquals(new RowChange.Conflict(), store().intend(user, soon()));
    assertEquals(new RowLookup.Intended(version), store().find(user, soon()));
  }

  @Test
  void letsOneOfManyIntend() throws Exception {
    Callable<RowChange> intend = () -> store().intend(user, soon());
    try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
      int made = 0;
      for (Future<RowChange> one :
          threads.invokeAll(IntStream.range(0, 40).mapToObj(i -> intend).toList())) {
        made += one.get() instanceof RowChange.Made ? 1 : 0;
      }
      assertEquals(1, made);
    }
  }

  @Test
  void answersManyAtOnce() throws Exception {
    IdentityStore store = store();
    Callable<RowLookup> find = () -> store.find(user, soon());
    try (ExecutorService threads = Executors.newFixedThreadPool(64)) {
      for (Future<RowLookup> one :
          threads.invokeAll(IntStream.range(0, 200).mapToObj(i -> find).toList())) {
        assertEquals(new RowLookup.Absent(), one.get());
      }
    }
  }

  @Test
  void keepsTheIdentityInsteadOfTheIntent() {
    RowVersion version = keep(store());
    assertEquals(new RowLookup.Known(IDENTITY, version), store().find(user, soon()));
  }

  @Test
  void knowsTheIdentityOfAnotherResourceForWhatItIs() {
    RowVersion version = keep(store());
    IdentityStore sameHost =
        store("AcsIdentities", URI.create("https://contoso.communication.azure.com:443"));
    assertEquals(new RowLookup.Known(IDENTITY, version), sameHost.find(user, soon()));
    IdentityStore other =
        store("AcsIdentities", URI.create("https://fabrikam.communication.azure.com"));
    assertEquals(new RowLookup.OfAnotherResource(version), other.find(user, soon()));
  }

  @Test
  void replacesNothingThatHasChangedSince() {
    RowVersion intent = intend(store());
    RowVersion kept =
        assertInstanceOf(RowChange.Made.class, store().keep(user, IDENTITY, intent, soon()))
            .version();
    assertNotEquals(intent, kept);
    assertEquals(new RowChange.Conflict(), store().keep(user, OTHER, intent, soon()));
    assertEquals(new RowLookup.Known(IDENTITY, kept), store().find(user, soon()));
    assertInstanceOf(RowChange.Made.class, store().keep(user, OTHER, kept, soon()));
  }

  @Test
  void keepsNothingInARowThatIsGone() {
    RowVersion intent = intend(store());
    assertInstanceOf(RowChange.Made.class, store().remove(user, intent, soon()));
    assertEquals(new RowChange.Conflict(), store().keep(user, IDENTITY, intent, soon()));
    assertEquals(new RowLookup.Absent(), store().find(user, soon()));
  }

  @Test
  void removesWhatHasNotChangedSince() {
    RowVersion intent = intend(store());
    RowVersion kept =
        assertInstanceOf(RowChange.Made.class, store().keep(user, IDENTITY, intent, soon()))
            .version();
    assertEquals(new RowChange.Conflict(), store().remove(user, intent, soon()));
    assertInstanceOf(RowChange.Made.class, store().remove(user, kept, soon()));
    assertEquals(new RowLookup.Absent(), store().find(user, soon()));
    assertInstanceOf(RowChange.Made.class, store().remove(user, kept, soon()));
  }

  @Test
  void keepsUsersAndTenantsApart() {
    RowVersion version = keep(store());
    Subject namesake =
        new Subject(new TenantId("99999999-9999-4999-8999-999999999999"), user.user());
    assertEquals(new RowLookup.Absent(), store().find(namesake, soon()));
    assertEquals(new RowLookup.Absent(), store().find(user(), soon()));
    assertEquals(new RowLookup.Known(IDENTITY, version), store().find(user, soon()));
  }

  @Test
  void saysThatTheTableIsMissing() {
    StoreFailure failure =
        assertInstanceOf(RowLookup.Failed.class, store("Missing").find(user, soon())).failure();
    assertEquals(Cause.REFUSED, failure.cause());
    assertEquals("HTTP 404 TableNotFound", failure.diagnosis());
    assertEquals(
        failure,
        assertInstanceOf(RowChange.Failed.class, store("Missing").intend(user, soon())).failure());
  }

  @Test
  void saysThatTheKeyIsWrong() {
    String wrong = service().connectionString().replace(service().accountKey(), "d3Jvbmc=");
    IdentityStore store =
        new IdentityTable(new TableCredential.ConnectionString(wrong), "AcsIdentities", RESOURCE)
            .store(
                BoundedHttp.client().build(),
                SampleTableWatch.by(InstantSource.system()),
                InstantSource.system());
    StoreFailure failure =
        assertInstanceOf(RowLookup.Failed.class, store.find(user, soon())).failure();
    assertEquals(Cause.REFUSED, failure.cause());
    // Azurite says 400 where the service says 403
    assertTrue(failure.diagnosis().matches("HTTP 40[03] .*Auth.*"), failure.diagnosis());
  }

  @Test
  void asksNobodyWhenTheTimeIsUp() {
    Deadline passed = Deadline.in(Duration.ZERO);
    StoreFailure failure =
        assertInstanceOf(RowLookup.Failed.class, store().find(user, passed)).failure();
    assertEquals(Cause.UNAVAILABLE, failure.cause());
    assertEquals("out of time", failure.diagnosis());
  }
}
