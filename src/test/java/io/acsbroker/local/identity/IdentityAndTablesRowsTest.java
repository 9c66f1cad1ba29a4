package io.acsbroker.local.identity;

import com.nimbusds.jose.util.JSONObjectUtils;
import io.acsbroker.fixture.EmulatorContract;
import io.acsbroker.json.JsonObject;
import io.acsbroker.local.entra.EntraEmulator;
import io.acsbroker.local.net.LoopbackCertificate;
import io.acsbroker.local.table.TableEmulator;
import io.acsbroker.local.table.TableService;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Each row of {@code contract/identity-and-tables.json}, asked of the emulators. */
class IdentityAndTablesRowsTest {
  private static final String ACCOUNT_TABLES =
      "https://" + TableService.ACCOUNT + ".table.core.windows.net";
  private static final String UNKNOWN = "11111111-1111-4111-8111-111111111111";

  /** Each way to name the user-assigned identity. */
  private static final Map<String, String> NAMES =
      Map.of(
          "client_id", AppIdentity.USER_ASSIGNED.clientId(),
          "principal_id", AppIdentity.USER_ASSIGNED.objectId(),
          "object_id", AppIdentity.USER_ASSIGNED.objectId(),
          "mi_res_id", AppIdentity.RESOURCE_ID);

  private static EntraEmulator entra;
  private static ManagedIdentityEmulator identity;
  private static TableEmulator table;
  private static HttpClient client;

  @BeforeAll
  static void start() throws Exception {
    InstantSource clock = InstantSource.system();
    LoopbackCertificate certificate = LoopbackCertificate.create();
    entra = EntraEmulator.start(0, clock);
    identity = ManagedIdentityEmulator.start(0, entra, clock);
    table = TableEmulator.start(0, certificate, identity, clock);
    table.create("AcsIdentities");
    client = HttpClient.newBuilder().sslContext(certificate.clientContext()).build();
  }

  @AfterAll
  static void stop() {
    client.close();
    table.close();
    identity.close();
    entra.close();
  }

  @TestFactory
  Stream<DynamicTest> answersAsEachRowSays() throws Exception {
    return new EmulatorContract("identity-and-tables")
        .tests(
            Map.ofEntries(
                Map.entry("no identity named", () -> named("")),
                Map.entry(
                    "`client_id`, `principal_id`, `object_id` or `mi_res_id` of the user-assigned"
                        + " one",
                    () -> byEachName(NAMES)),
                Map.entry(
                    "any two of these, of the same one", IdentityAndTablesRowsTest::byTwoNames),
                Map.entry(
                    "an unknown one by any of these",
                    () -> message(byEachName(valued(UNKNOWN)), "&client_id=" + UNKNOWN)),
                Map.entry(
                    "the system-assigned one by `client_id`",
                    () -> named("&client_id=" + AppIdentity.SYSTEM_ASSIGNED.clientId())),
                Map.entry("any of these with an empty value", () -> byEachName(valued(""))),
                Map.entry(
                    "table with a token for `https://storage.azure.com/`",
                    () -> rows("https://storage.azure.com/")),
                Map.entry(
                    "the same for `https://storage.azure.com`, for"
                        + " `e406a681-f3d4-42a8-90b6-c2b029497af1`",
                    () ->
                        rows("https://storage.azure.com")
                            + ", "
                            + rows("e406a681-f3d4-42a8-90b6-c2b029497af1")),
                Map.entry(
                    "the same for `https://<account>.table.core.windows.net`, with a slash",
                    () -> rows(ACCOUNT_TABLES) + ", " + rows(ACCOUNT_TABLES + "/")),
                Map.entry(
                    "the same for another account's address",
                    () -> rows("https://another.table.core.windows.net")),
                Map.entry(
                    "the same for `https://communication.azure.com/`",
                    () -> rows("https://communication.azure.com/")),
                Map.entry(
                    "`POST` of a row or a table with `null`, `[]`, `\"x\"` or nothing",
                    IdentityAndTablesRowsTest::ofNoObject),
                Map.entry(
                    "page of a table whose next row is `Ben1898` of `Smith`",
                    IdentityAndTablesRowsTest::nextPage),
                Map.entry(
                    "rows with the filter `PartitionKey eq 'Smith' and RowKey gt 'Ben1896'`",
                    IdentityAndTablesRowsTest::behind),
                Map.entry(
                    "page by a key as it is, which is no such token",
                    () -> code(page("&NextPartitionKey=Smith&NextRowKey=Ben1898")))));
  }

  private static Map<String, String> valued(String value) {
    return Map.of(
        "client_id", value, "principal_id", value, "object_id", value, "mi_res_id", value);
  }

  private static String byEachName(Map<String, String> names) throws Exception {
    Set<String> answers = new TreeSet<>();
    for (Map.Entry<String, String> name : names.entrySet()) {
      answers.add(named("&" + name.getKey() + "=" + name.getValue()));
    }
    return String.join(" and ", answers);
  }

  private static String byTwoNames() throws Exception {
    Set<String> answers = new TreeSet<>();
    List<String> names = List.copyOf(NAMES.keySet());
    for (String one : names) {
      for (String other : names.subList(names.indexOf(one) + 1, names.size())) {
        answers.add(named("&" + one + "=" + NAMES.get(one) + "&" + other + "=" + NAMES.get(other)));
      }
    }
    return String.join(" and ", answers);
  }

  /** Which identity a token is given for, or the status. */
  private static String named(String names) throws Exception {
    HttpResponse<String> response = ask("https://communication.azure.com/", names);
    if (response.statusCode() != 200) {
      return Integer.toString(response.statusCode());
    }
    Object given = JSONObjectUtils.parse(response.body()).get("client_id");
    return AppIdentity.USER_ASSIGNED.clientId().equals(given)
        ? "that one"
        : AppIdentity.SYSTEM_ASSIGNED.clientId().equals(given)
            ? "the system-assigned one"
            : Objects.toString(given);
  }

  private static String message(String status, String names) throws Exception {
    String body = ask("https://communication.azure.com/", names).body();
    return status + " " + JSONObjectUtils.parse(body).get("message");
  }

  private static HttpResponse<String> ask(String resource, String names) throws Exception {
    String query =
        "?api-version=2019-08-01&resource=" + URLEncoder.encode(resource, StandardCharsets.UTF_8);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(identity.endpoint() + query + names))
            .header("X-IDENTITY-HEADER", identity.secret())
            .build();
    return client.send(request, BodyHandlers.ofString());
  }

  /** What the table answers who asks for rows with a token for the resource. */
  private static String rows(String resource) throws Exception {
    String filter = "()?$filter=PartitionKey%20eq%20'p'";
    return tables(resource, "AcsIdentities" + filter, HttpRequest.Builder::GET);
  }

  private static String ofNoObject() throws Exception {
    Set<String> answers = new TreeSet<>();
    for (String body : List.of("null", "[]", "\"x\"", "")) {
      for (String path : List.of("AcsIdentities", "Tables")) {
        answers.add(
            tables(
                "https://storage.azure.com",
                path,
                request -> request.POST(BodyPublishers.ofString(body))));
      }
    }
    return String.join(" and ", answers);
  }

  /** What the first page of fifty rows, of 51 that there are, says of the next one. */
  private static String nextPage() throws Exception {
    insertRows();
    HttpHeaders headers = page("").headers();
    return "`NextPartitionKey` "
        + headers.firstValue("x-ms-continuation-NextPartitionKey").orElse("none")
        + ", `NextRowKey` "
        + headers.firstValue("x-ms-continuation-NextRowKey").orElse("none");
  }

  /** The keys of the rows behind one, of 51 that there are. */
  private static String behind() throws Exception {
    insertRows();
    return JsonObject.parse(page("%20and%20RowKey%20gt%20'Ben1896'").body())
        .orElseThrow()
        .objects("value")
        .stream()
        .map(row -> row.string("RowKey").orElseThrow())
        .collect(Collectors.joining(", "));
  }

  private static void insertRows() throws Exception {
    for (int number = 1848; number <= 1898; number++) {
      String row = "{\"PartitionKey\":\"Smith\",\"RowKey\":\"Ben" + number + "\"}";
      asked(
          "https://storage.azure.com",
          "AcsIdentities",
          request -> request.POST(BodyPublishers.ofString(row)));
    }
  }

  private static HttpResponse<String> page(String more) throws Exception {
    return asked(
        "https://storage.azure.com",
        "AcsIdentities()?$filter=PartitionKey%20eq%20'Smith'" + more,
        HttpRequest.Builder::GET);
  }

  private static String tables(
      String resource, String path, UnaryOperator<HttpRequest.Builder> method) throws Exception {
    return code(asked(resource, path, method));
  }

  private static HttpResponse<String> asked(
      String resource, String path, UnaryOperator<HttpRequest.Builder> method) throws Exception {
    Object token = JSONObjectUtils.parse(ask(resource, "").body()).get("access_token");
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(table.endpoint() + "/" + path))
            .header("Authorization", "Bearer " + token);
    return client.send(method.apply(request).build(), BodyHandlers.ofString());
  }

  private static String code(HttpResponse<String> response) {
    return response.statusCode()
        + response.headers().firstValue("x-ms-error-code").map(code -> " " + code).orElse("");
  }
}
