package io.acsbroker.benchmark;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.ToDoubleFunction;

/** What the starts of all situations come to, as tables. */
record ColdReport(Map<Situation, ColdSamples> samples, List<MeasuredApp> apps) {
  private static final String HEADING =
      """
      | | app | starts, thrown away | wall time, ms | from, to | processor time, ms | from, to |
      |---|---|---|---|---|---|---|""";
  private static final String RATIOS =
      """

      | above the empty function, as a part of the straightforward one | wall time | processor time |
      |---|---|---|""";

  /** The figures, and the ratios that they come to. */
  @Override
  public String toString() {
    StringJoiner lines = new StringJoiner(System.lineSeparator());
    lines.add(HEADING);
    samples.forEach((situation, of) -> apps.forEach(app -> lines.add(figures(situation, of, app))));
    lines.add(RATIOS);
    samples.forEach(
        (situation, of) -> others().forEach(app -> lines.add(ratios(situation, of, app))));
    return lines.toString();
  }

  private List<MeasuredApp> others() {
    return apps.stream().filter(app -> !MeasuredApp.BESIDE.contains(app)).toList();
  }

  private static String figures(Situation situation, ColdSamples of, MeasuredApp app) {
    String counted =
        "| %s | %s | %d, %d |"
            .formatted(situation.title(), app.title(), of.clean(app), of.thrownAway(app));
    return of.clean(app) == 0
        ? counted + " | | | |"
        : counted + cells(of.of(app, ColdStart::wall)) + cells(of.of(app, ColdStart::processor));
  }

  private static String cells(Figures figures) {
    return String.format(
        Locale.ROOT,
        " %.0f | %.0f, %.0f |",
        figures.median(),
        figures.minimum(),
        figures.percentile(100));
  }

  private static String ratios(Situation situation, ColdSamples of, MeasuredApp app) {
    return "| %s, %s | %s | %s |"
        .formatted(
            app.title(),
            situation.title(),
            ratio(of, app, ColdStart::wall),
            ratio(of, app, ColdStart::processor));
  }

  private static String ratio(ColdSamples of, MeasuredApp app, ToDoubleFunction<ColdStart> what) {
    double ratio = of.ratio(app, what);
    return Double.isNaN(ratio) ? "" : String.format(Locale.ROOT, "%.2f", ratio);
  }

  /** Whether the first app is within {@code -Dbenchmark.limit}, where one is given. */
  Optional<ColdVerdict> verdict() {
    String limit = Parameter.text("limit", "");
    ColdSamples of = samples.get(Situation.PLACEHOLDER_ONE_CORE);
    if (limit.isEmpty() || of == null) {
      return Optional.empty();
    }
    int starts = apps.stream().mapToInt(of::clean).min().orElse(0);
    MeasuredApp broker = others().getFirst();
    return Optional.of(
        new ColdVerdict(of.ratio(broker, ColdStart::processor), Double.parseDouble(limit), starts));
  }
}
