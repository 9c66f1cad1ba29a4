package io.acsbroker.local.table;

import com.nimbusds.jose.util.JSONObjectUtils;
import io.acsbroker.local.net.CannedAnswer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The successes of the Table service. */
final class TableAnswers {
  private static final int PAGE = 50;
  private static final String CONTINUATION = "x-ms-continuation-";

  private TableAnswers() {}

  /** A row has been written; nobody wants it back. */
  static CannedAnswer changed(TableRow row) {
    return new CannedAnswer(204, Map.of("ETag", row.etag()), "", Duration.ZERO);
  }

  /** Here it is. */
  static CannedAnswer found(TableRow row) {
    return json(shown(row)).with("ETag", row.etag());
  }

  /**
   * The first of these, and where the next page begins. The service ends a page at a thousand rows,
   * and wherever else it likes; what it says of the next one is no key.
   *
   * @see <a
   *     href="https://learn.microsoft.com/rest/api/storageservices/query-timeout-and-pagination">Query
   *     timeout and pagination</a>
   */
  static CannedAnswer page(List<TableRow> rows) {
    CannedAnswer page =
        json(Map.of("value", rows.stream().limit(PAGE).map(TableAnswers::shown).toList()));
    return rows.size() <= PAGE
        ? page
        : page.with(CONTINUATION + "NextPartitionKey", token(rows.get(PAGE), "PartitionKey"))
            .with(CONTINUATION + "NextRowKey", token(rows.get(PAGE), "RowKey"));
  }

  private static String token(TableRow row, String name) {
    return ContinuationToken.of(String.valueOf(row.properties().get(name)));
  }

  private static Map<String, Object> shown(TableRow row) {
    Map<String, Object> body = new LinkedHashMap<>(row.properties());
    body.put("odata.etag", row.etag());
    return body;
  }

  private static CannedAnswer json(Map<String, Object> body) {
    return new CannedAnswer(
        200,
        Map.of("Content-Type", "application/json;odata=minimalmetadata;charset=utf-8"),
        JSONObjectUtils.toJSONString(body),
        Duration.ZERO);
  }
}
