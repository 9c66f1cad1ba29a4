package io.acsbroker.config;

import io.acsbroker.token.ClientId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The environment as it is read, and what was found wrong so far. */
final class Settings {
  /** Where the platform says the app's own files are. */
  private static final String SCRIPT_ROOT = "AzureWebJobsScriptRoot";

  private final Map<String, String> environment;
  private final List<ConfigProblem> problems = new ArrayList<>();
  private final List<ConfigProblem> warnings = new ArrayList<>();

  Settings(Map<String, String> environment) {
    this.environment = environment;
  }

  /** The value, stripped; a blank one counts as missing, as templates often set empty values. */
  Optional<String> text(Setting setting) {
    return Optional.ofNullable(environment.get(setting.name()))
        .map(String::strip)
        .filter(value -> !value.isEmpty());
  }

  boolean has(Setting setting) {
    return text(setting).isPresent();
  }

  void problem(Setting setting, String sentence) {
    problems.add(new ConfigProblem(setting.name(), sentence));
  }

  /** A problem where two settings are set of which only one can count. */
  void refuseBoth(Setting first, Setting second) {
    if (has(first) && has(second)) {
      problem(second, "contradicts " + first.name() + "; set one of the two");
    }
  }

  List<ConfigProblem> problems() {
    return List.copyOf(problems);
  }

  /** Like {@link #problem}, of something that does not keep the broker from serving. */
  void warning(Setting setting, String sentence) {
    warnings.add(new ConfigProblem(setting.name(), sentence));
  }

  List<ConfigProblem> warnings() {
    return List.copyOf(warnings);
  }

  /**
   * What the names of files are relative to.
   *
   * @throws java.nio.file.InvalidPathException where the platform's word for it is no path
   */
  Path directory() {
    return Path.of(environment.getOrDefault(SCRIPT_ROOT, "").strip());
  }

  /** The value as the parser takes it; what it does not take is a problem and counts as missing. */
  <T> Optional<T> value(Setting setting, Function<String, Optional<T>> parser, String sentence) {
    Optional<T> value = text(setting).flatMap(parser);
    if (has(setting) && value.isEmpty()) {
      problem(setting, sentence);
    }
    return value;
  }

  /** The value where it is a whole number in a range; the default where it is missing. */
  int number(Setting setting, int least, int most, int defaultNumber) {
    return value(
            setting,
            text ->
                Optional.of(text)
                    .filter(digits -> digits.matches("\\d{1,9}"))
                    .map(Integer::valueOf)
                    .filter(number -> number >= least && number <= most),
            "must be a whole number from " + least + " to " + most)
        .orElse(defaultNumber);
  }

  /** The value where it is the id of an application, in any letter case. */
  Optional<ClientId> clientId(Setting setting, String sentence) {
    return value(setting, RuleValues::client, sentence);
  }

  /** The elements of a comma-separated value; empty where it is missing, or a problem. */
  <T> Set<T> list(Setting setting, Function<String, Optional<T>> parser, String sentence) {
    Set<T> elements = new LinkedHashSet<>();
    for (String element : text(setting).map(value -> value.split(",", -1)).orElse(new String[0])) {
      Optional<T> parsed = parser.apply(element.strip());
      if (parsed.isEmpty()) {
        problem(setting, sentence);
        return Set.of();
      }
      elements.add(parsed.get());
    }
    return elements;
  }

  /** Like {@link #list}, and a missing value is a problem too. */
  <T> Set<T> requiredList(Setting setting, Function<String, Optional<T>> parser, String sentence) {
    if (!has(setting)) {
      problem(setting, "missing; " + sentence);
    }
    return list(setting, parser, sentence);
  }
}
