package io.acsbroker.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What follows from a level of connections. */
class WarmLevelTest {
  private final Map<WarmKind, WarmRow> rows = new EnumMap<>(WarmKind.class);

  private void slices(WarmKind kind, double... micros) {
    rows.put(
        kind, new WarmRow(kind, 8, List.of(slice(micros[0]), slice(micros[1]), slice(micros[2]))));
  }

  private static WarmSlice slice(double micros) {
    return new WarmSlice(new Load.Result(micros, new Figures(micros, micros)), micros);
  }

  private WarmLevel level() {
    slices(WarmKind.EMPTY_FUNCTION, 100, 100, 9000);
    slices(WarmKind.STRAIGHTFORWARD_EXCHANGE, 1100, 0, 9000);
    slices(WarmKind.REPEATED_EXCHANGE, 9000, 650, 0);
    slices(WarmKind.FIRST_EXCHANGE, 1300, 1300, 0);
    slices(WarmKind.ACS_ITSELF, 1, 1, 1);
    return new WarmLevel(8, rows);
  }

  @Test
  void comparesMediansOfSlicesAboveTheEmptyFunction() {
    WarmLevel level = level();
    assertEquals(550, level.aboveEmpty(WarmKind.REPEATED_EXCHANGE), 1e-9);
    assertEquals(1.2, level.firstToStraightforward(), 1e-9);
  }

  @Test
  void comparesRatesWithAServerBesideWhereThereIsOne() {
    WarmLevel level = level();
    assertFalse(level.conclusions(1).contains("beside"));
    slices(WarmKind.SERVER_BESIDE, 2600, 2600, 1);
    assertTrue(level.conclusions(1).endsWith("at 0.50 of the rate of the server beside."));
  }

  @Test
  void takesPercentilesOfAllRequests() {
    assertEquals(1100, level().row(WarmKind.STRAIGHTFORWARD_EXCHANGE).p50());
  }
}
