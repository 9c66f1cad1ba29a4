package io.acsbroker.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.azure.core.exception.HttpResponseException;
import com.azure.core.http.HttpHeaderName;
import io.acsbroker.identity.StoreFailure.Cause;
import io.acsbroker.net.BoundedHttp;
import io.acsbroker.token.Deadline;
import io.acsbroker.token.TableCredential;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What the table's errors mean, and its silence.
 *
 * @see <a
 *     href="https://learn.microsoft.com/rest/api/storageservices/table-service-error-codes">Error
 *     codes of the Table service</a>
 */
class TableStoreFailureTest extends TableStoreFixture {
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
