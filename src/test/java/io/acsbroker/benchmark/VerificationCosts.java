package io.acsbroker.benchmark;

import io.acsbroker.subject.VerificationBenchmark;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Verification beside the bare signature check, and what refusals cost, measured by JMH. */
final class VerificationCosts {
  private static final String EVERYTHING = "io.acsbroker.subject";

  private VerificationCosts() {}

  /** Measures and prints the ratios. */
  static void measure() throws RunnerException {
    Collection<RunResult> results =
        new Runner(new OptionsBuilder().include(EVERYTHING).addProfiler(GCProfiler.class).build())
            .run();
    Map<String, Double> scores = new TreeMap<>();
    results.forEach(result -> scores.put(name(result), result.getPrimaryResult().getScore()));
    scores.forEach((name, score) -> printRatio(name, score, scores));
  }

  private static String name(RunResult result) {
    String attack = result.getParams().getParam("attack");
    return result.getParams().getBenchmark() + (attack == null ? "" : ":" + attack);
  }

  private static void printRatio(String name, double score, Map<String, Double> scores) {
    if (name.contains(":")) {
      double bare =
          scores.getOrDefault(
              VerificationBenchmark.class.getName() + ".bareSignatureCheck", Double.NaN);
      String attack = name.substring(name.indexOf(':') + 1);
      System.out.printf("refusing %s / bare signature check: %.2f%n", attack, score / bare);
    }
    if (name.endsWith(".fullVerification")) {
      String bareName = name.replace(".fullVerification", ".bareSignatureCheck");
      double bare = scores.getOrDefault(bareName, Double.NaN);
      boolean functions = name.contains("WithFunctionsFlags");
      System.out.printf(
          "full verification / bare signature check, %s: %.2f%n",
          functions ? "with the flags of Functions" : "with the JIT's defaults", score / bare);
    }
  }
}
