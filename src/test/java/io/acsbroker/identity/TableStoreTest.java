package io.acsbroker.identity;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.azure.core.exception.HttpResponseException;
import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.Context;
import com.azure.data.tables.TableClientBuilder;
import io.acsbroker.azure.AzureHttp;
import io.acsbroker.azure.BufferedResponse;
import io.acsbroker.fixture.ManualClock;
import io.acsbroker.fixture.SampleSubjects;
import io.acsbroker.identity.StoreFailure.Cause;
import io.acsbroker.net.BoundedHttp;
import io.acsbroker.token.AcsIdentity;
import io.acsbroker.token.Deadline;
import io.acsbroker.token.ReadinessProblem;
import io.acsbroker.token.Subject;
import io.acsbroker.token.TableCredential;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

/**
 * What the table is sent, and what its answers mean.
 *
 * @see <a href="https://learn.microsoft.com/rest/api/storageservices/table-service-rest-api">Table
 *     service REST API</a>
 */
class TableStoreTest {
  private static final Subject USER = SampleSubjects.number(0);
  private static final AcsIdentity IDENTITY = new AcsIdentity("8:acs:one");
  private static final RowVersion VERSION = new RowVersion("W/\"datetime'1'\"");
  private static final String ETAG = "\"odata.etag\":\"W/\\\"datetime'1'\\\"\"";

  private final ManualClock clock = new ManualClock();
  private final TableWatch watch = SampleTableWatch.by(clock);
  private final List<HttpRequest> sent = new ArrayList<>();
  private final List<Object> timeouts = new ArrayList<>();
  private final HttpHeaders headers = new HttpHeaders();
  private int status;
  private String body = "";
  private @Nullable RuntimeException failure;
  private @Nullable String page;
  private int signIns;

  private final HttpClient http =
      new HttpClient() {
        @Override
        public Mono<HttpResponse> send(HttpRequest request) {
          throw new AssertionError("without a time-out");
        }

        @Override
        public Mono<HttpResponse> send(HttpRequest request, Context context) {
          sent.add(request);
          timeouts.add(context.getData("azure-response-timeout").orElse("none"));
          if (failure != null) {
            return Mono.error(failure);
          }
          return Mono.just(
              page == null
                  ? BufferedResponse.ofJson(request, status, headers, body)
                  : new BufferedResponse(request, status, headers, page.getBytes(UTF_8)));
        }
      };

  private final IdentityStore store =
      new TableStore(
          new TableClientBuilder()
              .connectionString(
                  "DefaultEndpointsProtocol=https;AccountName=contoso;AccountKey=c2VjcmV0;"
                      + "EndpointSuffix=core.windows.net")
              .tableName("Identities")
              .httpClient(new SparseHttp(http))
              .retryOptions(AzureHttp.noRetries())
              .buildClient(),
          "contoso.communication.azure.com",
          deadline -> signIns++,
          watch,
          clock);

  private Deadline in(Duration time) {
    return Deadline.in(time, clock::nanoTime);
  }

  private RowLookup find() {
    return store.find(USER, in(Duration.ofSeconds(20)));
  }

  private RowLookup found(String members) {
    status = 200;
    body = "{" + members + "}";
    return find();
  }

  private RowChange keep() {
    return store.keep(USER, IDENTITY, VERSION, in(Duration.ofSeconds(20)));
  }

  private Optional<String> problem() {
    return watch.table().problem().map(ReadinessProblem::toString);
  }

  @Test
  void findsTheIdentityOfItsOwnResourceAndOneOfWhichNobodySaidWhose() {
    RowLookup known = new RowLookup.Known(IDENTITY, VERSION);
    assertEquals(known, found(ETAG + ",\"acsIdentity\":\"8:acs:one\""));
    assertEquals(
        known,
        found(
            ETAG
                + ",\"acsIdentity\":\"8:acs:one\","
                + "\"acsResource\":\"contoso.communication.azure.com\""));
    assertEquals(2, signIns);
    String address = sent.getFirst().getUrl().toString();
    assertTrue(
        address.startsWith("https://contoso.table.core.windows.net/Identities(PartitionKey='"),
        address);
    assertTrue(address.contains(USER.tenant().value()), address);
    assertTrue(address.contains(USER.user().value()), address);
  }

  @Test
  void tellsAnIntentFromAnIdentityOfAnotherResource() {
    assertEquals(new RowLookup.Intended(VERSION), found(ETAG));
    assertEquals(
        new RowLookup.Intended(VERSION), found(ETAG + ",\"acsResource\":\"fabrikam.example\""));
    assertEquals(
        new RowLookup.OfAnotherResource(VERSION),
        found(ETAG + ",\"acsIdentity\":\"8:acs:one\",\"acsResource\":\"fabrikam.example\""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"5", "true", "[]", "\"\"", "\"8:a/b\""})
  void takesNothingElseForAnIdentity(String value) {
    assertEquals(
        new RowLookup.Failed(
            new StoreFailure(Cause.REFUSED, Optional.empty(), "a row with no id of ACS")),
        found(ETAG + ",\"acsIdentity\":" + value));
  }

  @Test
  void takesNoAnswerWithoutAnEtagForARow() {
    assertEquals(
        new RowLookup.Failed(
            new StoreFailure(
                Cause.REFUSED, Optional.empty(), "HTTP 200 without a row and its ETag")),
        found("\"acsIdentity\":\"8:acs:one\""));
  }

  @ParameterizedTest
  @CsvSource({"201", "204"})
  void writesAnIntentAsANewRow(int made) {
    status = made;
    headers.set(HttpHeaderName.ETAG, VERSION.etag());
    assertEquals(new RowChange.Made(VERSION), store.intend(USER, in(Duration.ofSeconds(20))));
    assertEquals("POST", sent.getFirst().getHttpMethod().toString());
  }

  @Test
  void replacesTheVersionThatItHasSeenWithIdentityAndResource() {
    status = 204;
    headers.set(HttpHeaderName.ETAG, "W/\"datetime'2'\"");
    assertEquals(new RowChange.Made(new RowVersion("W/\"datetime'2'\"")), keep());
    HttpRequest request = sent.getFirst();
    assertEquals("PUT", request.getHttpMethod().toString());
    assertEquals(VERSION.etag(), request.getHeaders().getValue(HttpHeaderName.IF_MATCH));
    String row = request.getBodyAsBinaryData().toString();
    assertTrue(row.contains("\"acsIdentity\":\"8:acs:one\""), row);
    assertTrue(row.contains("\"acsResource\":\"contoso.communication.azure.com\""), row);
  }

  @Test
  void removesTheVersionThatItHasSeen() {
    status = 204;
    assertEquals(
        new RowChange.Made(new RowVersion("")),
        store.remove(USER, VERSION, in(Duration.ofSeconds(20))));
    assertEquals("DELETE", sent.getFirst().getHttpMethod().toString());
    assertEquals(VERSION.etag(), sent.getFirst().getHeaders().getValue(HttpHeaderName.IF_MATCH));
  }

  @ParameterizedTest
  @CsvSource({
    "409, EntityAlreadyExists",
    "412, UpdateConditionNotSatisfied",
    "404, ResourceNotFound"
  })
  void isToldWhereSomebodyElseWasFaster(int refused, String code) {
    refuse(refused, code);
    assertEquals(new RowChange.Conflict(), keep());
    assertEquals(Optional.empty(), problem());
  }

  private void refuse(int refused, String code) {
    status = refused;
    body = code.isEmpty() ? "" : "{\"odata.error\":{\"code\":\"" + code + "\"}}";
  }

  @ParameterizedTest
  @CsvSource({
    "404, TableNotFound, REFUSED",
    "403, AuthenticationFailed, REFUSED",
    "499, '', REFUSED",
    "302, '', REFUSED",
    "408, '', UNAVAILABLE",
    "429, TooManyRequests, UNAVAILABLE",
    "500, OperationTimedOut, UNAVAILABLE",
    "503, ServerBusy, UNAVAILABLE"
  })
  void tellsWhetherAskingAgainMayHelp(int refused, String code, Cause cause) {
    refuse(refused, code);
    headers.set(HttpHeaderName.RETRY_AFTER, "7");
    StoreFailure expected =
        new StoreFailure(
            cause, Optional.of(Duration.ofSeconds(7)), ("HTTP " + refused + " " + code).strip());
    assertEquals(new RowLookup.Failed(expected), find());
    assertEquals(new RowChange.Failed(expected), keep());
    clock.pass(Duration.ofMinutes(1));
    assertEquals(new RowLookup.Failed(expected), find());
    assertEquals(
        Optional.of(
            "table: the table of identities: "
                + expected.diagnosis()
                + ", since 2026-05-04T10:00:00Z"),
        problem());
  }

  @Test
  void readsTheCodeOfAnErrorFromItsHeaderWhereTheBodyHasNoneThatIsFitForALog() {
    refuse(403, "");
    headers.set(HttpHeaderName.fromString("x-ms-error-code"), "AuthorizationFailure");
    assertEquals("HTTP 403 AuthorizationFailure", failure(find()).diagnosis());
    headers.set(HttpHeaderName.fromString("x-ms-error-code"), "a secret");
    assertEquals("HTTP 403", failure(find()).diagnosis());
  }

  private static StoreFailure failure(RowLookup lookup) {
    return assertInstanceOf(RowLookup.Failed.class, lookup).failure();
  }

  @Test
  void asksForFiveSecondsAtMostAndNoLongerThanItsDeadline() {
    refuse(404, "ResourceNotFound");
    assertEquals(new RowLookup.Absent(), find());
    assertEquals(new RowLookup.Absent(), store.find(USER, in(Duration.ofSeconds(3))));
    assertEquals(List.of(Duration.ofSeconds(5), Duration.ofSeconds(3)), timeouts);
    assertEquals(
        new StoreFailure(Cause.UNAVAILABLE, Optional.empty(), "out of time"),
        failure(store.find(USER, in(Duration.ZERO))));
    assertEquals(2, sent.size());
  }

  /** The request may have spent its time elsewhere. */
  @ParameterizedTest
  @CsvSource({"999, false", "1000, true"})
  void takesATableForDownThatHadTheTimeToAnswer(int milliseconds, boolean down) {
    failure = new IllegalStateException(new IOException("with a secret"));
    for (int i = 0; i < 2; i++) {
      assertEquals(
          new StoreFailure(Cause.UNAVAILABLE, Optional.empty(), "no answer, and no more is known"),
          failure(store.find(USER, in(Duration.ofMillis(milliseconds)))));
      clock.pass(Duration.ofMinutes(1));
    }
    assertEquals(down, problem().isPresent());
  }

  @Test
  void isUpAgainWithTheFirstAnswer() {
    refuse(503, "ServerBusy");
    find();
    clock.pass(Duration.ofMinutes(1));
    find();
    assertTrue(problem().isPresent());
    refuse(404, "ResourceNotFound");
    find();
    assertEquals(Optional.empty(), problem());
  }

  /** A proxy's, which is no answer of the table's. */
  @ParameterizedTest
  @CsvSource({
    "200, HTTP 200 text/html without a row and its ETag, REFUSED",
    "502, HTTP 502 text/html, UNAVAILABLE"
  })
  void saysThatAPageCameInPlaceOfAnAnswer(int answered, String diagnosis, Cause cause) {
    status = answered;
    page = "<title>a secret</title>";
    headers.set(HttpHeaderName.CONTENT_TYPE, "text/html");
    assertEquals(new StoreFailure(cause, Optional.empty(), diagnosis), failure(find()));
  }

  @Test
  void takesAnAnswerThatTheSdkCannotReadForNoOutage() {
    failure = new IllegalStateException("with a secret");
    assertEquals(
        new StoreFailure(Cause.REFUSED, Optional.empty(), "an answer that cannot be read"),
        failure(find()));
  }

  /** The SDK has such exceptions where the connection broke. */
  @Test
  void takesAFailureWithoutAnAnswerForAnOutage() {
    assertEquals(
        new StoreFailure(Cause.UNAVAILABLE, Optional.empty(), "no answer, and no more is known"),
        TableAnswer.of(new HttpResponseException("with a secret", null)).failure(clock.instant()));
  }

  /** A machine on which tests run names no endpoint of a managed identity. */
  @Test
  void asksNobodyWithoutATokenOfTheIdentity() {
    URI account = URI.create("https://contoso.table.core.windows.net");
    IdentityStore signingIn =
        new IdentityTable(
                new TableCredential.ManagedIdentity(account, Optional.empty()),
                "Identities",
                URI.create("https://contoso.communication.azure.com"))
            .store(BoundedHttp.client().build(), watch, clock);
    for (int i = 0; i < 2; i++) {
      StoreFailure none = failure(signingIn.find(USER, Deadline.in(Duration.ofSeconds(20))));
      assertEquals(Cause.MANAGED_IDENTITY_UNAVAILABLE, none.cause());
      assertTrue(
          none.diagnosis().startsWith("managed identity: no IDENTITY_ENDPOINT"), none.diagnosis());
      clock.pass(Duration.ofMinutes(1));
    }
    assertTrue(watch.signIn().problem().isPresent());
    assertEquals(Optional.empty(), problem());
    found(ETAG);
    assertEquals(Optional.empty(), watch.signIn().problem());
  }
}
