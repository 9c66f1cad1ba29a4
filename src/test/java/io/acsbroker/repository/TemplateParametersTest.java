package io.acsbroker.repository;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Parameters of the template are texts, or objects as JSON, in both of its entries. azd makes
 * another type of a text where it can, and takes the default without a word where it cannot; the
 * Azure CLI makes {@code false} of any text but {@code true}. Objects have a default and are not
 * nullable, since an Azure CLI before 2.59 asks for a nullable one; of azd's {@code null}, which
 * may follow a name where braces may not, the default comes too.
 *
 * @see <a
 *     href="https://github.com/Azure/azure-dev/blob/main/cli/azd/pkg/infra/provisioning/bicep/bicep_provider.go">azd's
 *     reading of parameters</a>
 * @see <a href="https://github.com/Azure/azure-cli/pull/28399">nullable parameters in the Azure
 *     CLI</a>
 */
@Tag("gate")
class TemplateParametersTest {
  private static final Pattern DECLARATION = Pattern.compile("(?m)^param (\\w+) (.+)$");
  private static final Pattern TEXT = Pattern.compile("string(?: = '([^']*)')?");

  /** azd asks for them, so that they have no default. */
  private static final Set<String> ASKED_FOR = Set.of("environmentName", "location");

  private static String read(String file) throws IOException {
    return Files.readString(Path.of(file));
  }

  private static List<MatchResult> declarations(String template) {
    return DECLARATION.matcher(template).results().toList();
  }

  /** What azd puts in where the variable is missing or empty; nothing where it asks for a value. */
  private static Optional<String> fallback(MatchResult declaration) {
    if (declaration.group(2).equals("object = {}")) {
      return Optional.of("=null");
    }
    return TEXT.matcher(declaration.group(2))
        .results()
        .filter(type -> type.group().equals(declaration.group(2)))
        .map(type -> type.group(1))
        .map(value -> value == null || value.isEmpty() ? "" : "=" + value)
        .findFirst();
  }

  @Test
  void everyParameterIsATextOrAnObjectAndHasADefault() throws IOException {
    Gaps gaps = new Gaps();
    for (MatchResult parameter : declarations(read("infra/main.bicep"))) {
      boolean hasDefault = parameter.group(2).matches("string = '.*'|object = \\{\\}");
      gaps.require(
          hasDefault || ASKED_FOR.contains(parameter.group(1)),
          "infra/main.bicep: make it a string with a default, or object = {}: "
              + parameter.group());
    }
    gaps.assertNone();
  }

  @Test
  void azdReadsEveryParameterWithTheDefaultOfTheTemplate() throws IOException {
    String file = read("infra/main.parameters.json");
    Gaps gaps = new Gaps();
    List<MatchResult> parameters = declarations(read("infra/main.bicep"));
    for (MatchResult parameter : parameters) {
      String fallback = fallback(parameter).orElse("<a default>");
      String line =
          "\"%s\": \\{ \"value\": \"\\$\\{[A-Z_]+%s\\}\" \\}"
              .formatted(parameter.group(1), Pattern.quote(fallback));
      gaps.require(
          Pattern.compile(line).matcher(file).find(),
          "infra/main.parameters.json needs: " + line.replaceAll("\\\\[QE]?", ""));
    }
    gaps.assertNone();
    assertEquals(parameters.size(), file.split("\"value\"", -1).length - 1);
    assertTrue(parameters.size() > 60);
  }

  /** Beside those of a few values, which Azure checks by itself, each is looked at. */
  @Test
  void everyParameterIsHandedToTheChecks() throws IOException {
    String template = read("infra/main.bicep");
    String handedOver =
        template.substring(template.indexOf("var values"), template.indexOf("var problems"));
    Gaps gaps = new Gaps();
    for (MatchResult parameter : declarations(template)) {
      gaps.require(
          handedOver.contains("  " + parameter.group(1) + ": " + parameter.group(1)),
          "infra/main.bicep: values lacks " + parameter.group(1));
    }
    gaps.assertNone();
  }

  /** Where a resource group is there already: one parameter less, and nothing else is different. */
  @Test
  void theEntryForAResourceGroupHasTheSameParametersAndOutputs() throws IOException {
    String parameter =
        "@description\\('Name of the resource group[^\\n]*\\n[^\\n]*\\nparam resourceGroupName"
            + " [^\\n]*\\n\\n";
    assertEquals(
        section(
            read("infra/main.bicep").replaceFirst(parameter, ""), "// ---- Where", "var values"),
        section(read("infra/group.bicep"), "// ---- Where", "var values"));
    assertEquals(
        section(read("infra/main.bicep"), "// ---- What azd", "\0")
            .replace("= group.name", "= resourceGroup().name"),
        section(read("infra/group.bicep"), "// ---- What azd", "\0"));
    assertEquals(
        read("infra/main.parameters.json").replaceFirst("    \"resourceGroupName\".*\\n", ""),
        read("infra/group.parameters.json"));
  }

  /**
   * azd keeps outputs in the environment: one that is a parameter's variable too would change the
   * parameters of the next run, which deploys everything again, and go with {@code azd down}.
   */
  @Test
  void noOutputIsTheVariableOfAParameter() throws IOException {
    Gaps gaps = new Gaps();
    for (String entry : List.of("main", "group")) {
      String parameters = read("infra/" + entry + ".parameters.json");
      Pattern.compile("(?m)^output (\\w+) ")
          .matcher(read("infra/" + entry + ".bicep"))
          .results()
          .map(output -> output.group(1))
          .forEach(
              output ->
                  gaps.require(
                      !Pattern.compile("\\$\\{" + output + "\\b").matcher(parameters).find(),
                      "infra/" + entry + ".bicep: call the output otherwise: " + output));
    }
    gaps.assertNone();
  }

  private static String section(String text, String from, String to) {
    return text.substring(text.indexOf(from), to.equals("\0") ? text.length() : text.indexOf(to));
  }

  /** Evaluating one can fail, as an element of an array that Graph leaves out for a while. */
  @Test
  void everyOutputOfAModuleIsRead() throws IOException {
    Gaps gaps = new Gaps();
    StringBuilder all = new StringBuilder();
    try (var files = Files.walk(Path.of("infra"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".bicep")).toList()) {
        all.append(Files.readString(file));
      }
    }
    Pattern.compile("(?m)^output (\\w+) ")
        .matcher(all)
        .results()
        .map(output -> output.group(1))
        .distinct()
        .filter(output -> !output.matches("[A-Z_]+"))
        .forEach(
            output ->
                gaps.require(
                    all.indexOf("outputs." + output) > 0, "nobody reads the output " + output));
    gaps.assertNone();
  }
}
