package io.acsbroker.overhttp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A line of docs/local-cloud.md that shows a refusal.
 *
 * @param code of the refusal
 * @param shell the line; empty where the page says that there is none
 * @param options of the broker that it needs, and of no other where they are not options alone
 */
public record RefusalLine(String code, String shell, String options) {
  private static final Path PAGE = Path.of("docs/local-cloud.md");
  private static final Pattern SETTING =
      Pattern.compile("-Dlocal\\.set\\.([A-Z_]+)=('[^']*'|\\S*)");

  /** All of them, in the order of the page. */
  public static List<RefusalLine> all() throws IOException {
    String section = Files.readString(PAGE).split("### Every refusal", 2)[1].split("\n## ", 2)[0];
    return section
        .lines()
        .filter(line -> line.startsWith("| `"))
        .map(line -> line.split("\\|", -1))
        .map(
            cells ->
                new RefusalLine(
                    unquoted(cells[1].strip()), unquoted(cells[2].strip()), cells[3].strip()))
        .toList();
  }

  /** What a shell needs before it can run them. */
  public static String preparation() throws IOException {
    return Arrays.stream(Files.readString(PAGE).split("```sh\n|```", -1))
        .filter(block -> block.contains("token() {"))
        .findFirst()
        .orElseThrow();
  }

  private static String unquoted(String cell) {
    return cell.startsWith("`") ? cell.substring(1, cell.length() - 1) : "";
  }

  /** Whether a broker of this process can be asked. */
  boolean canBePlayed() {
    return !shell.isEmpty() && (options.isEmpty() || options.endsWith("`"));
  }

  boolean withCallers() {
    return options.contains("-Dlocal.callers=true");
  }

  boolean withCallersElsewhere() {
    return options.contains("-Dlocal.callers=elsewhere");
  }

  boolean onBehalfOf() {
    return options.contains("-Dlocal.onBehalfOf=true");
  }

  /** The broker's settings among the options. */
  Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>();
    for (MatchResult setting : SETTING.matcher(options.replace("`", "")).results().toList()) {
      settings.put(setting.group(1), setting.group(2).replace("'", ""));
    }
    return settings;
  }
}
