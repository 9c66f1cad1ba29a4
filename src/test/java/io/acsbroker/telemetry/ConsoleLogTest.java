package io.acsbroker.telemetry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

class ConsoleLogTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ConsoleLog log = new ConsoleLog(new PrintStream(out, true, UTF_8));

  @Test
  void writesALineThatBeginsWithTheLevel() {
    log.publish(new LogRecord(Level.SEVERE, "Setting A is missing"));
    log.publish(new LogRecord(Level.INFO, "{0} is no pattern"));
    assertEquals(
        "SEVERE: Setting A is missing\nINFO: {0} is no pattern\n",
        out.toString(UTF_8).replace("\r\n", "\n"));
  }

  @Test
  void makesOneLineOfSeveral() {
    log.publish(new LogRecord(Level.WARNING, "a\nb\r\nc"));
    assertEquals("WARNING: a b c", out.toString(UTF_8).strip());
  }

  @Test
  void writesAnEventAsTheQueriesLookForIt() {
    log.publish(new LogRecord(Level.INFO, "{\"event\":\"request\"}"));
    assertEquals("{\"event\":\"request\"}", out.toString(UTF_8).strip());
  }

  @Test
  void writesNoRecordBelowItsLevel() {
    log.setLevel(Level.SEVERE);
    log.publish(new LogRecord(Level.INFO, "not so important"));
    assertEquals("", out.toString(UTF_8));
  }

  @Test
  void isAttachedOnceAndInPlaceOfTheJdksOwn() {
    ConsoleLog.attach();
    ConsoleLog.attach();
    Logger broker = Logger.getLogger("io.acsbroker");
    assertEquals(
        1, Arrays.stream(broker.getHandlers()).filter(ConsoleLog.class::isInstance).count());
    assertFalse(broker.getUseParentHandlers());
  }

  @Test
  void writesWhatIsLeftWhereItIsClosedAndLeavesTheStreamOpen() {
    PrintStream kept = new PrintStream(new BufferedOutputStream(out), false, UTF_8);
    ConsoleLog buffered = new ConsoleLog(kept);
    buffered.publish(new LogRecord(Level.INFO, "last words"));
    assertEquals("", out.toString(UTF_8));
    buffered.close();
    assertEquals("INFO: last words", out.toString(UTF_8).strip());
    kept.println("more");
    assertFalse(kept.checkError());
  }
}
