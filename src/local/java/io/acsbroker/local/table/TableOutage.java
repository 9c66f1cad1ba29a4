package io.acsbroker.local.table;

import io.acsbroker.local.net.LoopbackHandler;
import java.util.function.UnaryOperator;

/** What a Table service does when it does not serve. */
public enum TableOutage implements UnaryOperator<LoopbackHandler> {
  /** Knows no table any more. */
  GONE(TableError.TABLE_NOT_FOUND),
  /** Takes no requests for the time being. */
  DOWN(TableError.SERVER_BUSY);

  private final TableError error;

  TableOutage(TableError error) {
    this.error = error;
  }

  @Override
  public LoopbackHandler apply(LoopbackHandler handler) {
    return request -> error.answer();
  }
}
