package io.acsbroker.local.table;

import java.util.Map;

/** A row, and the ETag by which it is told from what it was before. */
record TableRow(Map<String, Object> properties, String etag) {
  TableRow {
    properties = Map.copyOf(properties);
  }
}
