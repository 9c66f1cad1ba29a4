package io.acsbroker.local.table;

import io.acsbroker.local.identity.ManagedIdentityEmulator;
import io.acsbroker.local.net.CannedAnswer;
import io.acsbroker.local.net.CountingHandler;
import io.acsbroker.local.net.Disturbances;
import io.acsbroker.local.net.LoopbackCertificate;
import io.acsbroker.local.net.LoopbackHandler;
import io.acsbroker.local.net.LoopbackRequest;
import io.acsbroker.local.net.LoopbackServer;
import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The Table service of a storage account, in memory: creates tables, and inserts, finds, replaces,
 * merges and deletes single rows, and lists those of a partition. Whatever else is asked is a 501.
 */
public final class TableEmulator implements TableService {
  private static final Pattern FILTER =
      Pattern.compile("PartitionKey eq '([^']*)'(?: and RowKey gt '([^']*)')?");

  private final TableAccess access;
  private final InstantSource clock;
  private final Map<String, TableRows> tables = new ConcurrentHashMap<>();
  private final CountingHandler requests = new CountingHandler(this::answer);
  private final Disturbances disturbances = new Disturbances(requests);
  private final LoopbackServer server;

  private TableEmulator(
      int port,
      LoopbackCertificate certificate,
      ManagedIdentityEmulator identity,
      InstantSource clock)
      throws IOException {
    this.access = new TableAccess(identity);
    this.clock = clock;
    this.server = LoopbackServer.https(port, certificate.serverContext(), disturbances, clock);
  }

  /** Serves an account without tables from now on; port 0 is any free one. */
  public static TableEmulator start(
      int port,
      LoopbackCertificate certificate,
      ManagedIdentityEmulator identity,
      InstantSource clock)
      throws IOException {
    return new TableEmulator(port, certificate, identity, clock);
  }

  @Override
  public URI endpoint() {
    return URI.create("https://localhost:" + server.port() + "/" + ACCOUNT);
  }

  @Override
  public String accountKey() {
    return access.key();
  }

  @Override
  public Disturbances disturbances() {
    return disturbances;
  }

  @Override
  public void empty(String table) {
    tables.replace(table, new TableRows(clock));
  }

  /** Makes a table, unless it is there. */
  public void create(String name) {
    tables.putIfAbsent(name, new TableRows(clock));
  }

  /** How many requests have reached it. */
  public int requests() {
    return requests.requests();
  }

  /** How many rows the table has. */
  public int rows(String table) {
    return tables.getOrDefault(table, new TableRows(clock)).count();
  }

  /** Answers all requests with this until it is {@code null} again. */
  public void answerRequests(@Nullable CannedAnswer answer) {
    requests.answerAll(answer);
  }

  /** Answers requests with what is made of its own handler, from now on. */
  public void disturbRequests(UnaryOperator<LoopbackHandler> disturbance) {
    requests.disturb(disturbance);
  }

  /** Whether the managed identity has a role on this account; it has at first. */
  public void grantRole(boolean granted) {
    access.grantRole(granted);
  }

  @Override
  public void close() {
    server.close();
  }

  private CannedAnswer answer(LoopbackRequest request) {
    Optional<CannedAnswer> refusal = access.refusal(request);
    if (refusal.isPresent()) {
      return refusal.get();
    }
    String prefix = "/" + ACCOUNT + "/";
    return request.path().startsWith(prefix)
        ? route(request, request.path().substring(prefix.length()))
        : TableError.RESOURCE_NOT_FOUND.answer();
  }

  private CannedAnswer route(LoopbackRequest request, String segment) {
    if (request.method().equals("POST")) {
      return withBody(
          request, body -> segment.equals("Tables") ? create(body) : insert(segment, body));
    }
    if (segment.endsWith("()") && request.method().equals("GET")) {
      return list(request, segment.substring(0, segment.length() - 2));
    }
    Optional<Map.Entry<String, RowKey>> row = RowKey.ofSegment(segment);
    if (row.isEmpty()) {
      return TableError.NOT_IMPLEMENTED.answer();
    }
    TableRows rows = tables.get(row.get().getKey());
    return rows == null
        ? TableError.TABLE_NOT_FOUND.answer()
        : answer(request, rows, row.get().getValue());
  }

  private CannedAnswer create(Map<String, Object> body) {
    return body.get("TableName") instanceof String name
            && tables.putIfAbsent(name, new TableRows(clock)) == null
        ? CannedAnswer.empty(204)
        : TableError.TABLE_ALREADY_EXISTS.answer();
  }

  private CannedAnswer insert(String table, Map<String, Object> body) {
    TableRows rows = tables.get(table);
    if (rows == null) {
      return TableError.TABLE_NOT_FOUND.answer();
    }
    return body.get("PartitionKey") instanceof String partition
            && body.get("RowKey") instanceof String row
        ? rows.insert(new RowKey(partition, row), body)
        : TableError.INVALID_INPUT.answer();
  }

  private CannedAnswer list(LoopbackRequest request, String table) {
    TableRows rows = tables.get(table);
    Matcher filter = FILTER.matcher(request.query().getOrDefault("$filter", ""));
    if (!filter.matches()) {
      return TableError.NOT_IMPLEMENTED.answer();
    }
    if (rows == null) {
      return TableError.TABLE_NOT_FOUND.answer();
    }
    Optional<String> after = Optional.ofNullable(filter.group(2));
    String token = request.query().get("NextRowKey");
    return (token == null ? Optional.of("") : ContinuationToken.key(token))
        .map(from -> TableAnswers.page(rows.of(filter.group(1), after, from)))
        .orElseGet(TableError.INVALID_INPUT::answer);
  }

  private static CannedAnswer answer(LoopbackRequest request, TableRows rows, RowKey key) {
    Optional<String> ifMatch = request.header("if-match");
    return switch (request.method()) {
      case "GET" ->
          rows.find(key).map(TableAnswers::found).orElseGet(TableError.RESOURCE_NOT_FOUND::answer);
      case "PUT" -> withBody(request, body -> rows.update(key, body, false, ifMatch));
      case "PATCH", "MERGE" -> withBody(request, body -> rows.update(key, body, true, ifMatch));
      case "DELETE" ->
          ifMatch
              .map(etag -> rows.delete(key, etag))
              .orElseGet(TableError.MISSING_REQUIRED_HEADER::answer);
      default -> TableError.NOT_IMPLEMENTED.answer();
    };
  }

  private static CannedAnswer withBody(
      LoopbackRequest request, Function<Map<String, Object>, CannedAnswer> answer) {
    return request.object().map(answer).orElseGet(TableError.INVALID_INPUT::answer);
  }
}
