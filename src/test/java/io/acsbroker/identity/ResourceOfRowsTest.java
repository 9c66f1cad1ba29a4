package io.acsbroker.identity;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.acsbroker.fixture.SampleSubjects;
import io.acsbroker.local.net.CannedAnswer;
import io.acsbroker.local.net.LoopbackServer;
import io.acsbroker.net.BoundedHttp;
import io.acsbroker.token.Deadline;
import io.acsbroker.token.TableCredential;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which ACS resource a row's identity belongs to, however the settings write its address. */
class ResourceOfRowsTest {
  private static LoopbackServer table;
  private static volatile String madeBy = "";

  @BeforeAll
  static void start() throws Exception {
    table =
        LoopbackServer.http(
            0,
            request ->
                CannedAnswer.json(
                    200,
                    Map.of(
                        "odata.etag", "W/\"1\"", "acsIdentity", "8:acs:a", "acsResource", madeBy)));
  }

  @AfterAll
  static void stop() {
    table.close();
  }

  private static RowLookup find(String resource) {
    InstantSource clock = InstantSource.system();
    String account =
        "DefaultEndpointsProtocol=http;AccountName=contoso;AccountKey=c2VjcmV0;TableEndpoint="
            + "http://127.0.0.1:%d/contoso;".formatted(table.port());
    return new IdentityTable(
            new TableCredential.ConnectionString(account), "Identities", URI.create(resource))
        .store(BoundedHttp.client().build(), SampleTableWatch.by(clock), clock)
        .find(SampleSubjects.number(0), Deadline.in(Duration.ofSeconds(20)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://contoso.communication.azure.com",
        "https://contoso.communication.azure.com/",
        "https://contoso.communication.azure.com:443",
        "https://Contoso.Communication.Azure.com",
      })
  void isNamedByItsHostAlone(String resource) {
    madeBy = "contoso.communication.azure.com";
    assertInstanceOf(RowLookup.Known.class, find(resource));
    madeBy = "fabrikam.communication.azure.com";
    assertInstanceOf(RowLookup.OfAnotherResource.class, find(resource));
  }

  @Test
  void isNamedByItsPortTooWhereThatIsNotTheUsualOne() {
    String resource = "https://localhost:7074";
    madeBy = "localhost:7074";
    assertInstanceOf(RowLookup.Known.class, find(resource));
    madeBy = "localhost";
    assertInstanceOf(RowLookup.OfAnotherResource.class, find(resource));
  }
}
