package io.acsbroker.operator;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Arguments as the build passes them on, {@code --name=value}; an empty one is missing.
 *
 * @param values by their names, without dashes
 */
public record CommandArguments(Map<String, String> values) {

  /** Takes them apart. */
  public static CommandArguments parse(String... args) {
    return new CommandArguments(
        Arrays.stream(args)
            .map(arg -> arg.split("=", 2))
            .collect(Collectors.toMap(pair -> pair[0].substring(2), pair -> pair[1].strip())));
  }

  /** The value, where there is one. */
  public Optional<String> given(String name) {
    return Optional.ofNullable(values.get(name)).filter(value -> !value.isEmpty());
  }

  /**
   * Whether it is {@code true}; a missing one is {@code false}.
   *
   * @throws UnusableInputException for anything else
   */
  public boolean flag(String name) {
    return switch (given(name).orElse("false")) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new UnusableInputException(option(name) + " must be true or false.");
    };
  }

  /** As people give it to the build: {@code dry-run} is {@code -DdryRun}. */
  private static String option(String name) {
    return "-D"
        + Pattern.compile("-(.)")
            .matcher(name)
            .replaceAll(it -> it.group(1).toUpperCase(Locale.ROOT));
  }
}
