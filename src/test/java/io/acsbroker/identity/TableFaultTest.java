package io.acsbroker.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.acsbroker.identity.StoreFailure.Cause;
import io.acsbroker.local.LocalCloud;
import io.acsbroker.local.net.CannedAnswer;
import io.acsbroker.local.net.Delivery;
import io.acsbroker.local.table.TableEmulator;
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
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A table that does not do what it is asked. */
class TableFaultTest {
  private static final Subject USER =
      new Subject(
          new TenantId("11111111-1111-4111-8111-111111111111"),
          new ObjectId("22222222-2222-4222-8222-222222222222"));
  private static final RowVersion VERSION = new RowVersion("W/\"datetime'any'\"");
  private static LocalCloud cloud;
  private static TableEmulator table;
  private static IdentityStore store;
  private static SSLContext before;

  @BeforeAll
  static void start() throws Exception {
    before = SSLContext.getDefault();
    cloud = LocalCloud.start(0, InstantSource.system());
    SSLContext.setDefault(cloud.certificate().clientContext());
    table = cloud.table();
    store =
        new IdentityTable(
                new TableCredential.ConnectionString(table.connectionString()),
                "AcsIdentities",
                URI.create("https://contoso.communication.azure.com"))
            .store(
                BoundedHttp.client().build(),
                SampleTableWatch.by(InstantSource.system()),
                InstantSource.system());
  }

  @AfterAll
  static void stop() {
    SSLContext.setDefault(before);
    cloud.close();
  }

  @AfterEach
  void mend() {
    table.answerRequests(null);
    assertInstanceOf(RowLookup.Absent.class, store.find(USER, Deadline.in(Duration.ofSeconds(20))));
  }

  private static StoreFailure failure(CannedAnswer answer, Duration time) {
    table.answerRequests(answer);
    StoreFailure failure =
        assertInstanceOf(RowLookup.Failed.class, store.find(USER, Deadline.in(time))).failure();
    assertEquals(failure.cause(), cause(store.intend(USER, Deadline.in(time))));
    AcsIdentity identity = new AcsIdentity("8:acs:any");
    assertEquals(failure.cause(), cause(store.keep(USER, identity, VERSION, Deadline.in(time))));
    assertEquals(failure.cause(), cause(store.remove(USER, VERSION, Deadline.in(time))));
    return failure;
  }

  private static Cause cause(RowChange change) {
    return assertInstanceOf(RowChange.Failed.class, change).failure().cause();
  }

  private static StoreFailure failure(CannedAnswer answer) {
    return failure(answer, Duration.ofSeconds(20));
  }

  @Test
  void saysWhenABusyTableMayBeAskedAgain() {
    String body =
        "{\"odata.error\":{\"code\":\"ServerBusy\",\"message\":{\"lang\":\"en-US\",\"value\":\"?\"}}}";
    Map<String, String> headers =
        Map.of(
            "Retry-After",
            "7",
            "Content-Type",
            "application/json",
            "x-ms-error-code",
            "ServerBusy");
    assertEquals(
        new StoreFailure(
            Cause.UNAVAILABLE, Optional.of(Duration.ofSeconds(7)), "HTTP 503 ServerBusy"),
        failure(new CannedAnswer(503, headers, body, Duration.ZERO)));
  }

  @Test
  void takesAPageOfAProxyForAnOutage() {
    assertEquals(
        new StoreFailure(Cause.UNAVAILABLE, Optional.empty(), "HTTP 502 text/plain"),
        failure(CannedAnswer.text(502, "<html>Bad gateway</html>")));
  }

  @Test
  void readsTheCodeOfAnErrorInXml() {
    CannedAnswer xml =
        new CannedAnswer(
            403,
            Map.of("Content-Type", "application/xml", "x-ms-error-code", "AuthorizationFailure"),
            "<?xml version=\"1.0\"?><Error><Code>AuthorizationFailure</Code></Error>",
            Duration.ZERO);
    assertEquals(
        new StoreFailure(Cause.REFUSED, Optional.empty(), "HTTP 403 AuthorizationFailure"),
        failure(xml));
  }

  @Test
  void takesAConnectionThatEndsForAnOutage() {
    StoreFailure failure = failure(CannedAnswer.empty(200).delivered(Delivery.NOTHING));
    assertEquals(Cause.UNAVAILABLE, failure.cause());
    assertEquals(
        "connection closed before an answer by " + table.endpoint().getAuthority(),
        failure.diagnosis());
  }

  @Test
  void tellsAPageOfAProxyFromARow() {
    Map<String, String> html = Map.of("Content-Type", "text/html");
    assertEquals(
        new StoreFailure(
            Cause.REFUSED, Optional.empty(), "HTTP 200 text/html without a row and its ETag"),
        failure(new CannedAnswer(200, html, "<title>Sign in</title>", Duration.ZERO)));
  }

  @Test
  void waitsNoLongerThanItsDeadline() {
    StoreFailure failure =
        failure(CannedAnswer.empty(204).after(Duration.ofSeconds(2)), Duration.ofMillis(300));
    assertEquals(Cause.UNAVAILABLE, failure.cause());
  }

  @Test
  void saysThatTheBrokerHasNoRole() {
    CannedAnswer denied =
        new CannedAnswer(
            403,
            Map.of("Content-Type", "application/json"),
            "{\"odata.error\":{\"code\":\"AuthorizationPermissionMismatch\","
                + "\"message\":{\"lang\":\"en-US\",\"value\":\"?\"}}}",
            Duration.ZERO);
    assertEquals(
        new StoreFailure(
            Cause.REFUSED, Optional.empty(), "HTTP 403 AuthorizationPermissionMismatch"),
        failure(denied));
  }

  @Test
  void doesNotTakeNonsenseForARow() {
    for (String nonsense : new String[] {"", "nonsense", "[]", "{\"acsIdentity\":\"8:acs:any\"}"}) {
      table.answerRequests(
          new CannedAnswer(
              200, Map.of("Content-Type", "application/json"), nonsense, Duration.ZERO));
      RowLookup finding = store.find(USER, Deadline.in(Duration.ofSeconds(20)));
      assertEquals(
          Cause.REFUSED,
          assertInstanceOf(RowLookup.Failed.class, finding).failure().cause(),
          nonsense);
    }
  }

  @Test
  void doesNotTakeAnythingForAnIdentity() {
    for (String identity : new String[] {"", "orgid", "8:a b", "8:a/b"}) {
      String row =
          "{\"odata.etag\":\"W/\\\"1\\\"\",\"PartitionKey\":\"a\",\"RowKey\":\"b\","
              + "\"acsIdentity\":\"%s\"}".formatted(identity);
      table.answerRequests(
          new CannedAnswer(200, Map.of("Content-Type", "application/json"), row, Duration.ZERO));
      StoreFailure failure =
          assertInstanceOf(
                  RowLookup.Failed.class, store.find(USER, Deadline.in(Duration.ofSeconds(20))))
              .failure();
      assertEquals("a row with no id of ACS", failure.diagnosis(), identity);
    }
  }
}
