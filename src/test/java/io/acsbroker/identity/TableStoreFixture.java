package io.acsbroker.identity;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.Context;
import com.azure.data.tables.TableClientBuilder;
import io.acsbroker.azure.AzureHttp;
import io.acsbroker.azure.BufferedResponse;
import io.acsbroker.fixture.ManualClock;
import io.acsbroker.fixture.SampleSubjects;
import io.acsbroker.token.AcsIdentity;
import io.acsbroker.token.Deadline;
import io.acsbroker.token.ReadinessProblem;
import io.acsbroker.token.Subject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** A store whose table answers what a test chooses, and what it was sent. */
abstract class TableStoreFixture {
  static final Subject USER = SampleSubjects.number(0);
  static final AcsIdentity IDENTITY = new AcsIdentity("8:acs:one");
  static final RowVersion VERSION = new RowVersion("W/\"datetime'1'\"");
  static final String ETAG = "\"odata.etag\":\"W/\\\"datetime'1'\\\"\"";

  final ManualClock clock = new ManualClock();
  final TableWatch watch = SampleTableWatch.by(clock);
  final List<HttpRequest> sent = new ArrayList<>();
  final List<Object> timeouts = new ArrayList<>();
  final HttpHeaders headers = new HttpHeaders();
  int status;
  String body = "";
  @Nullable RuntimeException failure;
  @Nullable String page;
  int signIns;

  final HttpClient http =
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

  final IdentityStore store =
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

  Deadline in(Duration time) {
    return Deadline.in(time, clock::nanoTime);
  }

  RowLookup find() {
    return store.find(USER, in(Duration.ofSeconds(20)));
  }

  RowLookup found(String members) {
    status = 200;
    body = "{" + members + "}";
    return find();
  }

  RowChange keep() {
    return store.keep(USER, IDENTITY, VERSION, in(Duration.ofSeconds(20)));
  }

  Optional<String> problem() {
    return watch.table().problem().map(ReadinessProblem::toString);
  }

  void refuse(int refused, String code) {
    status = refused;
    body = code.isEmpty() ? "" : "{\"odata.error\":{\"code\":\"" + code + "\"}}";
  }

  static StoreFailure failure(RowLookup lookup) {
    return assertInstanceOf(RowLookup.Failed.class, lookup).failure();
  }
}
