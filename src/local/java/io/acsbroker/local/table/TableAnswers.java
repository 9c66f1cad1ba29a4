package io.acsbroker.local.table;

import com.nimbusds.jose.util.JSONObjectUtils;
import io.acsbroker.local.net.CannedAnswer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** The successes of the Table service. */
final class TableAnswers {
  private TableAnswers() {}

  /** A row has been written; nobody wants it back. */
  static CannedAnswer changed(TableRow row) {
    return new CannedAnswer(204, Map.of("ETag", row.etag()), "", Duration.ZERO);
  }

  /** Here it is. */
  static CannedAnswer found(TableRow row) {
    Map<String, Object> body = new LinkedHashMap<>(row.properties());
    body.put("odata.etag", row.etag());
    return new CannedAnswer(
        200,
        Map.of(
            "Content-Type",
            "application/json;odata=minimalmetadata;charset=utf-8",
            "ETag",
            row.etag()),
        JSONObjectUtils.toJSONString(body),
        Duration.ZERO);
  }
}
