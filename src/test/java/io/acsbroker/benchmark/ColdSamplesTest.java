package io.acsbroker.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What ratios are made of, and what is left out of them. */
class ColdSamplesTest {
  private static final MeasuredApp BROKER = new MeasuredApp("broker", Path.of("broker"));

  private final ColdSamples samples = new ColdSamples(0.08);

  private void add(MeasuredApp app, double wall, double processor) {
    samples.add(app, new ColdStart(wall, processor, 0.08));
  }

  @Test
  void comparesWhatIsAboveTheEmptyFunction() {
    add(MeasuredApp.EMPTY, 100, 60);
    add(MeasuredApp.STRAIGHTFORWARD, 1100, 560);
    add(BROKER, 800, 360);
    assertEquals(0.7, samples.ratio(BROKER, ColdStart::wall), 1e-9);
    assertEquals(0.6, samples.ratio(BROKER, ColdStart::processor), 1e-9);
  }

  @Test
  void comparesMedians() {
    for (double outlier : new double[] {0, 0, 5000}) {
      add(MeasuredApp.EMPTY, 100 + outlier, 0);
      add(MeasuredApp.STRAIGHTFORWARD, 300 + outlier, 0);
      add(BROKER, 200 + outlier, 0);
    }
    assertEquals(0.5, samples.ratio(BROKER, ColdStart::wall), 1e-9);
  }

  @Test
  void countsStartsThatOthersDisturbedAndLeavesThemOut() {
    add(BROKER, 200, 0);
    samples.add(BROKER, new ColdStart(9000, 0, 0.081));
    assertEquals(1, samples.clean(BROKER));
    assertEquals(1, samples.thrownAway(BROKER));
    assertEquals(200, samples.of(BROKER, ColdStart::wall).percentile(100));
  }

  @Test
  void hasNoRatioWithoutACleanStartOfEach() {
    add(MeasuredApp.EMPTY, 100, 0);
    add(BROKER, 200, 0);
    assertEquals(Double.NaN, samples.ratio(BROKER, ColdStart::wall));
  }
}
