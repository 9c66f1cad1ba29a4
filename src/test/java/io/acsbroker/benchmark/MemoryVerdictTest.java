package io.acsbroker.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether growth would be noticed. */
class MemoryVerdictTest {
  private static final MemoryReadings EMPTY =
      new MemoryReadings(List.of(90.0, 100.0, 100.0), List.of(5.0, 5.0));

  @ParameterizedTest
  @CsvSource({
    "170, 174, 20, 20.5, true",
    "170, 176, 20, 20.5, false",
    "140, 151, 20, 20.5, false",
    "155, 159, 20, 21.5, false",
    "155, 110, 20, 15, true"
  })
  void limitsWhatIsAddedAndWhatGrows(
      double before, double last, double live, double liveLater, boolean good) {
    MemoryReadings broker =
        new MemoryReadings(List.of(150.0, before, last), List.of(live, liveLater));
    assertEquals(good, MemoryVerdict.of(EMPTY, broker).isGood());
  }
}
