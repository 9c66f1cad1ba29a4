package io.acsbroker.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.azure.core.http.HttpClient;
import com.azure.data.tables.TableClient;
import com.azure.data.tables.TableClientBuilder;
import io.acsbroker.azure.AzureHttp;
import io.acsbroker.azure.ManagedIdentityTokens;
import io.acsbroker.azure.SignIn;
import io.acsbroker.fixture.ManualClock;
import io.acsbroker.local.LocalCloud;
import io.acsbroker.local.net.CannedAnswer;
import io.acsbroker.local.net.Delivery;
import io.acsbroker.net.BoundedHttp;
import io.acsbroker.token.AcsIdentity;
import io.acsbroker.token.Deadline;
import io.acsbroker.token.ObjectId;
import io.acsbroker.token.ReadinessProblem;
import io.acsbroker.token.Subject;
import io.acsbroker.token.TableCredential;
import io.acsbroker.token.TenantId;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

/**
 * What of the table's answers shows that it cannot be had, what shows that it can, and what is one
 * row's matter.
 *
 * @see <a href="https://learn.microsoft.com/rest/api/storageservices/table-service-error-codes">The
 *     table's error codes</a>
 */
class TableWatchTest {
  private static final Subject USER =
      new Subject(
          new TenantId("11111111-1111-4111-8111-111111111111"),
          new ObjectId("22222222-2222-4222-8222-222222222222"));
  private static LocalCloud cloud;
  private static SSLContext before;

  private final ManualClock clock = new ManualClock();
  private final TableWatch watch = SampleTableWatch.by(clock);
  private IdentityStore store;

  @BeforeAll
  static void start() throws Exception {
    before = SSLContext.getDefault();
    cloud = LocalCloud.start(0, InstantSource.system());
    SSLContext.setDefault(cloud.certificate().clientContext());
  }

  @AfterAll
  static void stop() {
    SSLContext.setDefault(before);
    cloud.close();
  }

  @BeforeEach
  void make() {
    store =
        new IdentityTable(
                new TableCredential.ConnectionString(cloud.table().connectionString()),
                LocalCloud.TABLE,
                URI.create("https://contoso.communication.azure.com"))
            .store(BoundedHttp.client().build(), watch, InstantSource.system());
  }

  @AfterEach
  void mend() {
    cloud.table().answerRequests(null);
  }

  private static CannedAnswer answer(int status, String code) {
    return new CannedAnswer(
        status,
        Map.of("Content-Type", "application/json", "x-ms-error-code", code),
        "{\"odata.error\":{\"code\":\"%s\",\"message\":{\"lang\":\"en-US\",\"value\":\"?\"}}}"
            .formatted(code),
        Duration.ZERO);
  }

  private RowLookup find(Duration time) {
    return store.find(USER, Deadline.in(time));
  }

  private void findForAMinute(CannedAnswer answer, Duration time) {
    cloud.table().answerRequests(answer);
    assertInstanceOf(RowLookup.Failed.class, find(time));
    clock.pass(Duration.ofMinutes(1));
    assertInstanceOf(RowLookup.Failed.class, find(time));
  }

  private void findForAMinute(CannedAnswer answer) {
    findForAMinute(answer, Duration.ofSeconds(20));
  }

  private Optional<String> problem() {
    return watch.table().problem().map(ReadinessProblem::toString);
  }

  private static Optional<String> lasting(String diagnosis) {
    return Optional.of(
        "table: the table of identities: " + diagnosis + ", since 2026-05-04T10:00:00Z");
  }

  @ParameterizedTest
  @CsvSource({
    "403, AuthorizationPermissionMismatch",
    "403, AuthenticationFailed",
    "404, TableNotFound",
    "429, TooManyRequests",
    "500, InternalError",
    "503, ServerBusy"
  })
  void noticesThatTheTableRefusesEverybody(int status, String code) {
    findForAMinute(answer(status, code));
    assertEquals(lasting("HTTP " + status + " " + code), problem());
  }

  @Test
  void noticesThatTheTableDoesNotAnswer() {
    findForAMinute(CannedAnswer.empty(200).delivered(Delivery.NOTHING));
    assertTrue(problem().isPresent());
  }

  @Test
  void endsWithARowThatIsNotThere() {
    findForAMinute(answer(503, "ServerBusy"));
    cloud.table().answerRequests(null);
    assertInstanceOf(RowLookup.Absent.class, find(Duration.ofSeconds(20)));
    assertEquals(Optional.empty(), problem());
  }

  @Test
  void endsWhereSomebodyElseWasFaster() {
    findForAMinute(answer(503, "ServerBusy"));
    cloud.table().answerRequests(answer(412, "UpdateConditionNotSatisfied"));
    RowVersion version = new RowVersion("W/\"datetime'any'\"");
    AcsIdentity identity = new AcsIdentity("8:acs:any");
    Deadline soon = Deadline.in(Duration.ofSeconds(20));
    assertInstanceOf(RowChange.Conflict.class, store.keep(USER, identity, version, soon));
    assertEquals(Optional.empty(), problem());
  }

  /** It may be one user's row. */
  @ParameterizedTest
  @ValueSource(strings = {"", "nonsense", "[]", "{\"acsIdentity\":\"8:acs:any\"}"})
  void saysNothingOfRowsThatAreNotUnderstood(String row) {
    findForAMinute(
        new CannedAnswer(200, Map.of("Content-Type", "application/json"), row, Duration.ZERO));
    assertEquals(Optional.empty(), problem());
  }

  /** The request may have spent its time elsewhere. */
  @Test
  void saysNothingWhereTheTableHadNoTimeToAnswer() {
    findForAMinute(CannedAnswer.empty(204).after(Duration.ofSeconds(1)), Duration.ofMillis(200));
    findForAMinute(CannedAnswer.empty(204), Duration.ZERO);
    assertEquals(Optional.empty(), problem());
  }

  @Test
  void noticesThatThereIsNoTokenOfTheIdentityUntilThereIsOne() {
    AtomicBoolean none = new AtomicBoolean(true);
    HttpClient noPlatform = request -> Mono.error(new IllegalStateException("no platform"));
    SignIn nobody =
        ManagedIdentityTokens.of(
            Optional.empty(), "https://storage.example/.default", noPlatform, clock);
    SignIn signIn =
        deadline -> {
          if (none.get()) {
            nobody.ensure(deadline);
          }
        };
    IdentityStore signingIn = new TableStore(client(), "host", signIn, watch, clock);
    signingIn.find(USER, Deadline.in(Duration.ofSeconds(20)));
    clock.pass(Duration.ofMinutes(1));
    signingIn.find(USER, Deadline.in(Duration.ofSeconds(20)));
    assertTrue(
        ReadinessProblem.reason(watch.signIn().problem().stream().toList())
            .startsWith("managed identity: "));
    assertEquals(Optional.empty(), problem());
    none.set(false);
    signingIn.find(USER, Deadline.in(Duration.ofSeconds(20)));
    assertEquals(Optional.empty(), watch.signIn().problem());
  }

  private static TableClient client() {
    return new TableClientBuilder()
        .connectionString(cloud.table().connectionString())
        .tableName(LocalCloud.TABLE)
        .httpClient(new AzureHttp(BoundedHttp.client().build()))
        .buildClient();
  }
}
