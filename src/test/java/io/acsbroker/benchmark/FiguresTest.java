package io.acsbroker.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FiguresTest {
  @Test
  void findsMinimumMedianAndPercentilesWhateverTheOrder() {
    Figures figures =
        new Figures(IntStream.rangeClosed(1, 200).mapToDouble(i -> 201.0 - i).toArray());
    assertEquals(1, figures.minimum());
    assertEquals(100, figures.median());
    assertEquals(198, figures.percentile(99));
    assertEquals(7, new Figures(7).percentile(99));
  }
}
