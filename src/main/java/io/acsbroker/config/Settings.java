package io.acsbroker.config;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The environment as it is read, and what was found wrong so far. */
final class Settings {
  /**
   * With what a reference begins that the platform could not resolve, and so handed over.
   *
   * @see <a
   *     href="https://learn.microsoft.com/azure/app-service/app-service-key-vault-references">Key
   *     Vault references</a>
   */
  private static final String REFERENCE = "@Microsoft.";

  /** They have a sentence of their own for whatever is no document. */
  private static final Set<Setting> DOCUMENTS =
      EnumSet.of(Setting.BROKER_POLICY, Setting.BROKER_CALLER_ISSUERS);

  private static final String QUOTATION_MARKS = "\"'`\u201c\u201d\u2018\u2019";

  private final Map<String, String> environment;
  private final List<ConfigProblem> problems = new ArrayList<>();
  private final List<ConfigProblem> warnings = new ArrayList<>();

  Settings(Map<String, String> environment) {
    this.environment = environment;
    for (Setting setting : Setting.values()) {
      Optional<String> why = unusable(setting);
      if (why.isPresent()) {
        problems.add(new ConfigProblem(setting.name(), why.get()));
      }
    }
  }

  /** Why no reader can make anything of a value, whatever its setting. */
  private Optional<String> unusable(Setting setting) {
    String value = text(setting).orElse("");
    if (value.regionMatches(true, 0, REFERENCE, 0, REFERENCE.length())) {
      return Optional.of(
          "the platform could not resolve its reference; it says why in the app's settings in the"
              + " portal, usually that the app's identity may not read the secret");
    }
    return !DOCUMENTS.contains(setting) && isQuoted(value)
        ? Optional.of("must have no quotation marks around it")
        : Optional.empty();
  }

  private static boolean isQuoted(String value) {
    return !value.isEmpty()
        && QUOTATION_MARKS.indexOf(value.charAt(0)) >= 0
        && QUOTATION_MARKS.indexOf(value.charAt(value.length() - 1)) >= 0;
  }

  /** The value, stripped; a blank one counts as missing, as templates often set empty values. */
  Optional<String> text(Setting setting) {
    return of(setting.name());
  }

  /** What the platform says, which is no setting of the broker's; empty where it is blank too. */
  Optional<String> of(String name) {
    String value = environment.getOrDefault(name, "").strip();
    return value.isEmpty() ? Optional.empty() : Optional.of(value);
  }

  boolean has(Setting setting) {
    return text(setting).isPresent();
  }

  /** Notes what is wrong with a setting, unless nothing could be made of its value anyway. */
  void problem(Setting setting, String sentence) {
    if (unusable(setting).isEmpty()) {
      problems.add(new ConfigProblem(setting.name(), sentence));
    }
  }

  /** Notes what is wrong with what the platform says. */
  void problem(String name, String sentence) {
    problems.add(new ConfigProblem(name, sentence));
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

  /** Like the other, of what the platform says. */
  void warning(String name, String sentence) {
    warnings.add(new ConfigProblem(name, sentence));
  }

  List<ConfigProblem> warnings() {
    return List.copyOf(warnings);
  }

  /** The value as the parser takes it; what it does not take is a problem and counts as missing. */
  <T> Optional<T> value(Setting setting, Function<String, Optional<T>> parser, String sentence) {
    Optional<String> text = text(setting);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    Optional<T> value = parser.apply(text.get());
    if (value.isEmpty()) {
      problem(setting, sentence);
    }
    return value;
  }

  /** Like the other, and the default where it is missing, or a problem. */
  <T> T valueOrDefault(Setting setting, Function<String, Optional<T>> parser, String sentence) {
    Optional<T> value = value(setting, parser, sentence);
    return value.isPresent() ? value.get() : parser.apply(setting.defaultText()).orElseThrow();
  }

  /** The value where it is a whole number in a range; the default where it is missing. */
  int number(Setting setting, int least, int most) {
    Optional<String> text = text(setting);
    if (text.isPresent()) {
      int number = text.get().matches("\\d{1,9}") ? Integer.parseInt(text.get()) : -1;
      if (number >= least && number <= most) {
        return number;
      }
      problem(setting, "must be a whole number from " + least + " to " + most);
    }
    return Integer.parseInt(setting.defaultText());
  }

  /** Like {@link #valueOrDefault}, of the constant that the value names in lower case. */
  <E extends Enum<E>> E choice(Setting setting, E[] constants, String sentence) {
    return valueOrDefault(setting, text -> constant(constants, text), sentence);
  }

  /** The constant that the text names in lower case. */
  static <E extends Enum<E>> Optional<E> constant(E[] constants, String text) {
    for (E constant : constants) {
      if (constant.name().toLowerCase(Locale.ROOT).equals(text)) {
        return Optional.of(constant);
      }
    }
    return Optional.empty();
  }

  /** The elements of a comma-separated value; empty where it is missing, or a problem. */
  <T> Set<T> list(Setting setting, Function<String, Optional<T>> parser, String sentence) {
    Optional<String> text = text(setting);
    Set<T> elements = text.isPresent() ? elements(text.get(), parser) : Set.of();
    if (text.isPresent() && elements.isEmpty()) {
      problem(setting, sentence);
    }
    return elements;
  }

  /** Like {@link #list}, and the default where it is missing, or a problem. */
  <T> Set<T> listOrDefault(Setting setting, Function<String, Optional<T>> parser, String sentence) {
    Set<T> elements = list(setting, parser, sentence);
    return elements.isEmpty() ? elements(setting.defaultText(), parser) : elements;
  }

  /** None where the parser does not take each. */
  private static <T> Set<T> elements(String text, Function<String, Optional<T>> parser) {
    Set<T> elements = new LinkedHashSet<>();
    for (String element : text.split(",", -1)) {
      Optional<T> parsed = parser.apply(element.strip());
      if (parsed.isEmpty()) {
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
