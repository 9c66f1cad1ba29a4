package io.acsbroker.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a weekly run fails. */
class ColdVerdictTest {

  @ParameterizedTest
  @CsvSource({"0.95, 5, true", "0.96, 5, false", "0.95, 4, false", "NaN, 5, false"})
  void failsOverTheLimitAndWhereNothingIsShown(double ratio, int starts, boolean good) {
    assertEquals(good, new ColdVerdict(ratio, 0.95, starts).isGood());
  }

  @Test
  void saysWhich() {
    assertTrue(new ColdVerdict(0.96, 0.95, 9).toString().endsWith("(at most 0.95): TOO MUCH."));
    assertTrue(new ColdVerdict(0.95, 0.95, 9).toString().endsWith("good."));
    assertTrue(
        new ColdVerdict(0.5, 0.95, 4).toString().endsWith("of at least 5. NOTHING IS SHOWN."));
  }
}
