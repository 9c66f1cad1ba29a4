package io.acsbroker.benchmark;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The starts of all apps in one situation; those that others disturbed are counted, no more. */
final class ColdSamples {
  private final double mostForeign;
  private final Map<MeasuredApp, List<ColdStart>> clean = new HashMap<>();
  private final Map<MeasuredApp, Integer> thrownAway = new HashMap<>();

  /** Of starts beside which others took at most this share of the machine. */
  ColdSamples(double mostForeign) {
    this.mostForeign = mostForeign;
  }

  void add(MeasuredApp app, ColdStart start) {
    if (start.foreign() > mostForeign) {
      thrownAway.merge(app, 1, Integer::sum);
    } else {
      clean.computeIfAbsent(app, unused -> new ArrayList<>()).add(start);
    }
  }

  int clean(MeasuredApp app) {
    return clean.getOrDefault(app, List.of()).size();
  }

  int thrownAway(MeasuredApp app) {
    return thrownAway.getOrDefault(app, 0);
  }

  /** Not of an app that has no clean start. */
  Figures of(MeasuredApp app, ToDoubleFunction<ColdStart> what) {
    return new Figures(clean.getOrDefault(app, List.of()).stream().mapToDouble(what).toArray());
  }

  /**
   * What an app takes more than the empty one, as a part of what the straightforward one does, all
   * by their medians; not a number while one of them has no clean start.
   */
  double ratio(MeasuredApp app, ToDoubleFunction<ColdStart> what) {
    if (clean(app) * clean(MeasuredApp.EMPTY) * clean(MeasuredApp.STRAIGHTFORWARD) == 0) {
      return Double.NaN;
    }
    double empty = of(MeasuredApp.EMPTY, what).median();
    return (of(app, what).median() - empty)
        / (of(MeasuredApp.STRAIGHTFORWARD, what).median() - empty);
  }
}
