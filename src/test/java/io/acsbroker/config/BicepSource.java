package io.acsbroker.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The template as it is written: its parameters, and what each app setting is made of. */
final class BicepSource {
  private static final Pattern APP_SETTING =
      Pattern.compile("(?m)^ +([A-Z][A-Z_]+): ((?:(?!^ *(?:[A-Z][A-Z_]+:|}|\\.\\.\\.))[\\s\\S])*)");
  private static final Pattern WORD = Pattern.compile("(values|lists)\\.(\\w+)|\\b(\\w+)\\b");

  private final String main = text("infra/main.bicep");
  private final String broker = text("infra/broker.bicep");
  private final String checks = text("infra/checks.bicep");

  static String text(String file) {
    try {
      return Files.readString(Path.of(file));
    } catch (IOException failed) {
      throw new AssertionError(file + " cannot be read", failed);
    }
  }

  /** The parameter with all that decorates it; empty where there is none of that name. */
  String parameter(String name) {
    Matcher block =
        Pattern.compile("(?m)^(?:@.*\\n(?:(?!@|param ).*\\n)*)*param " + name + " .*$")
            .matcher(main);
    return block.find() ? block.group() : "";
  }

  /** What stands behind the name of each app setting that the broker reads. */
  Map<String, String> appSettings() {
    Map<String, String> settings = new TreeMap<>();
    String ofBroker =
        broker.substring(broker.indexOf("var settings = {"), broker.indexOf("module functionApp"));
    // Not the names of clouds, which are objects beside them
    for (MatchResult member : APP_SETTING.matcher(ofBroker).results().toList()) {
      settings.put(member.group(1), member.group(2).strip());
    }
    Matcher identity =
        Pattern.compile("AZURE_CLIENT_ID: (.*)").matcher(text("infra/modules/function-app.bicep"));
    if (identity.find()) {
      settings.put("AZURE_CLIENT_ID", identity.group(1));
    }
    return settings;
  }

  /** The parameters that an expression comes down to, through variables, lists and functions. */
  Set<String> parametersOf(String expression) {
    Set<String> parameters = new TreeSet<>();
    follow(expression, parameters, new TreeSet<>());
    return parameters;
  }

  private void follow(String expression, Set<String> parameters, Set<String> seen) {
    for (MatchResult word : WORD.matcher(expression).results().toList()) {
      if ("values".equals(word.group(1))) {
        parameters.add(word.group(2));
      } else if (seen.add(word.group())) {
        follow(definition(word), parameters, seen);
      }
    }
  }

  private String definition(MatchResult word) {
    String name = word.group(3) == null ? word.group(2) : word.group(3);
    String ofList = "(?m)^  " + name + ": (elementsOf.*)$";
    String ofVariable = "(?m)^var " + name + " = (.*(?:\\n +.*)*)$";
    String ofFunction = "(?m)^func " + name + "\\(values object\\) string =>(.*(?:\\n +.*)*)$";
    if (word.group(1) != null) {
      return find(ofList, broker);
    }
    return find(ofVariable, broker) + find(ofFunction, checks);
  }

  private static String find(String pattern, String text) {
    Matcher found = Pattern.compile(pattern).matcher(text);
    return found.find() ? found.group(1) : "";
  }
}
