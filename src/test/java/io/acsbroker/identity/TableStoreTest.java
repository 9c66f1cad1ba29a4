package io.acsbroker.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpRequest;
import io.acsbroker.identity.StoreFailure.Cause;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the table is sent, and what its answers mean.
 *
 * @see <a href="https://learn.microsoft.com/rest/api/storageservices/table-service-rest-api">Table
 *     service REST API</a>
 */
class TableStoreTest extends TableStoreFixture {
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
}
