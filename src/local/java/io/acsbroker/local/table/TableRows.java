package io.acsbroker.local.table;

import io.acsbroker.local.net.CannedAnswer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;

/** The rows of one table; every operation happens at once or not at all. */
final class TableRows {
  private final InstantSource clock;
  private final AtomicLong versions = new AtomicLong();
  private final Map<RowKey, TableRow> rows = new ConcurrentHashMap<>();

  TableRows(InstantSource clock) {
    this.clock = clock;
  }

  int count() {
    return rows.size();
  }

  Optional<TableRow> find(RowKey key) {
    return Optional.ofNullable(rows.get(key));
  }

  /**
   * The rows of a partition in their order.
   *
   * @param after the key that all of them stand behind
   * @param from the key of the first
   */
  List<TableRow> of(String partition, Optional<String> after, String from) {
    return rows.entrySet().stream()
        .filter(row -> row.getKey().partition().equals(partition))
        .filter(row -> after.isEmpty() || row.getKey().row().compareTo(after.get()) > 0)
        .filter(row -> row.getKey().row().compareTo(from) >= 0)
        .sorted(Comparator.comparing(row -> row.getKey().row()))
        .map(Map.Entry::getValue)
        .toList();
  }

  CannedAnswer insert(RowKey key, Map<String, Object> properties) {
    TableRow row = row(properties);
    return rows.putIfAbsent(key, row) == null
        ? TableAnswers.changed(row)
        : TableError.ENTITY_ALREADY_EXISTS.answer();
  }

  /** Replaces the row, or adds to it where it is merged. */
  CannedAnswer update(
      RowKey key, Map<String, Object> properties, boolean merged, Optional<String> ifMatch) {
    if (ifMatch.isEmpty()) {
      TableRow row =
          rows.merge(key, row(properties), (old, more) -> merged ? row(joined(old, more)) : more);
      return TableAnswers.changed(row);
    }
    return change(
        key,
        ifMatch.get(),
        old -> merged ? row(joined(old, new TableRow(properties, ""))) : row(properties));
  }

  CannedAnswer delete(RowKey key, String ifMatch) {
    CannedAnswer[] answer = {TableError.RESOURCE_NOT_FOUND.answer()};
    rows.computeIfPresent(
        key,
        (same, old) -> {
          boolean meant = isMeant(old, ifMatch);
          answer[0] =
              meant ? CannedAnswer.empty(204) : TableError.UPDATE_CONDITION_NOT_SATISFIED.answer();
          return meant ? null : old;
        });
    return answer[0];
  }

  private CannedAnswer change(RowKey key, String ifMatch, UnaryOperator<TableRow> change) {
    CannedAnswer[] answer = {TableError.RESOURCE_NOT_FOUND.answer()};
    rows.computeIfPresent(
        key,
        (same, old) -> {
          if (!isMeant(old, ifMatch)) {
            answer[0] = TableError.UPDATE_CONDITION_NOT_SATISFIED.answer();
            return old;
          }
          TableRow row = change.apply(old);
          answer[0] = TableAnswers.changed(row);
          return row;
        });
    return answer[0];
  }

  private static boolean isMeant(TableRow row, String ifMatch) {
    return ifMatch.equals("*") || ifMatch.equals(row.etag());
  }

  private TableRow row(Map<String, Object> properties) {
    Instant now = clock.instant();
    Map<String, Object> all = new LinkedHashMap<>(properties);
    all.keySet().removeIf(name -> name.startsWith("odata."));
    all.put("Timestamp", now.toString());
    return new TableRow(all, "W/\"datetime'%s.%d'\"".formatted(now, versions.incrementAndGet()));
  }

  private static Map<String, Object> joined(TableRow old, TableRow more) {
    Map<String, Object> joined = new LinkedHashMap<>(old.properties());
    joined.putAll(more.properties());
    return joined;
  }
}
