package io.acsbroker.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

class RequestEventTest {
  private static List<LogRecord> logged(int status) {
    List<LogRecord> records = new ArrayList<>();
    Logger logger = Logger.getAnonymousLogger();
    logger.setUseParentHandlers(false);
    logger.addHandler(
        new Handler() {
          @Override
          public void publish(LogRecord logRecord) {
            records.add(logRecord);
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        });
    new RequestEvent(
            "F", status, "code", "REASON {0}", "id", Duration.ofMillis(7), Optional.empty())
        .logTo(logger);
    return records;
  }

  @Test
  void isOneLine() {
    assertEquals(
        "{\"event\":\"request\",\"function\":\"F\",\"status\":200,\"code\":\"code\","
            + "\"reason\":\"REASON {0}\",\"correlationId\":\"id\",\"ms\":7}",
        logged(200).getFirst().getMessage());
    assertEquals(1, logged(200).size());
  }

  @Test
  void isAWarningWhereTheOperatorHasSomethingToMend() {
    assertEquals(Level.INFO, logged(499).getFirst().getLevel());
    assertEquals(Level.WARNING, logged(500).getFirst().getLevel());
  }
}
