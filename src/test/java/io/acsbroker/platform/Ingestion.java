package io.acsbroker.platform;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.acsbroker.json.JsonObject;
import io.acsbroker.local.net.CannedAnswer;
import io.acsbroker.local.net.LoopbackRequest;
import io.acsbroker.local.net.LoopbackServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPInputStream;

/** Stands in for Application Insights, and keeps what a host sends to it. */
final class Ingestion implements AutoCloseable {
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final List<Item> items = new CopyOnWriteArrayList<>();
  private final LoopbackServer server;

  Ingestion() throws IOException {
    server = LoopbackServer.http(0, this::answer);
  }

  private CannedAnswer answer(LoopbackRequest request) throws IOException {
    if (request.path().endsWith("/track")) {
      boolean packed = request.header("Content-Encoding").orElse("").contains("gzip");
      byte[] bytes =
          packed
              ? new GZIPInputStream(new ByteArrayInputStream(request.body())).readAllBytes()
              : request.body();
      new String(bytes, UTF_8).lines().filter(line -> !line.isBlank()).forEach(this::keep);
    }
    return CannedAnswer.json(
        200, Map.of("itemsReceived", 1, "itemsAccepted", 1, "errors", List.of()));
  }

  private void keep(String line) {
    lines.add(line);
    Item item = Item.of(line);
    if (!item.kind().equals("AppMetrics")) {
      items.add(item);
    }
  }

  String connectionString() {
    String address = "http://127.0.0.1:" + server.port() + "/";
    return "InstrumentationKey=11111111-2222-4333-8444-555555555555;IngestionEndpoint="
        + address
        + ";LiveEndpoint="
        + address;
  }

  /** Everything that came, as it came. */
  String text() {
    return String.join("\n", lines);
  }

  /** Traces and requests, in the order in which they came. */
  List<Item> items() {
    return List.copyOf(items);
  }

  @Override
  public void close() {
    server.close();
  }

  /**
   * One item.
   *
   * @param kind {@code AppTraces}, {@code AppRequests} or {@code AppExceptions}
   * @param severity of a trace, such as {@code Error}
   */
  record Item(String kind, String operation, String category, String severity, String message) {
    private static Item of(String line) {
      JsonObject item = JsonObject.parse(line).orElseThrow();
      JsonObject data =
          item.object("data").flatMap(it -> it.object("baseData")).orElse(JsonObject.EMPTY);
      return new Item(
          item.string("name").orElse(""),
          item.object("tags").flatMap(tags -> tags.string("ai.operation.id")).orElse(""),
          data.object("properties").flatMap(it -> it.string("Category")).orElse(""),
          data.string("severityLevel").orElse(""),
          data.string("message").orElse(""));
    }
  }
}
