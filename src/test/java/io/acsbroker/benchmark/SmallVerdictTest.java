package io.acsbroker.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When the smallest instance does not serve. */
class SmallVerdictTest {
  private static final SmallInstance EMPTY = new SmallInstance(List.of(1.0), 60);

  @ParameterizedTest
  @CsvSource({"15, 120, true", "15.1, 120, false", "15, 120.1, false"})
  void limitsTheSlowestStartAndWhatIsAdded(double slowest, double megabytes, boolean good) {
    SmallInstance broker = new SmallInstance(List.of(4.0, slowest, 5.0), megabytes);
    assertEquals(good, SmallVerdict.of(EMPTY, broker).isGood());
  }
}
