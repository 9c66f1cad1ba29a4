package io.acsbroker.config;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A parameter of the template, as azd fills it.
 *
 * @param variable the variable of the environment that it is filled from
 * @param fallback what it is where the variable is empty
 */
record AzdParameter(String name, String variable, String fallback) {
  private static final Pattern LINE =
      Pattern.compile("\"(\\w+)\": \\{ \"value\": \"\\$\\{([A-Z_]+)(?:=([^}]*))?}\" }");

  static List<AzdParameter> all() {
    return LINE.matcher(BicepSource.text("infra/main.parameters.json"))
        .results()
        .map(
            it ->
                new AzdParameter(it.group(1), it.group(2), it.group(3) == null ? "" : it.group(3)))
        .toList();
  }

  /** The one that fills a setting; empty where none does. */
  static Optional<AzdParameter> of(Setting setting) {
    return all().stream().filter(it -> it.variable.equals(variable(setting))).findFirst();
  }

  private static String variable(Setting setting) {
    return setting == Setting.COMMUNICATION_SERVICES_CONNECTION_STRING
        ? "ACS_CONNECTION_STRING_REFERENCE"
        : setting.name();
  }

  /** Whether further settings may refer to it: secrets of their owner's, without a parameter. */
  static boolean isSetBeside(Setting setting) {
    return setting.isSecret() && setting != Setting.COMMUNICATION_SERVICES_CONNECTION_STRING;
  }
}
