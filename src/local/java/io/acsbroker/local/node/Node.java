package io.acsbroker.local.node;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Node 20 or newer with its npm, found on the path. */
public final class Node implements Npm {
  /** What is said where it is not there. */
  public static final String MISSING = "Node 20 or newer, with npm, is not on this machine's path";

  private static final int OLDEST = 20;
  private static final Pattern VERSION = Pattern.compile("v(\\d+)\\..*", Pattern.DOTALL);
  private static final String NPM =
      System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows")
          ? "npm.cmd"
          : "npm";

  private final int major;

  private Node(int major) {
    this.major = major;
  }

  /** Finds it; empty where it is missing or too old. */
  public static Optional<Node> find() throws InterruptedException {
    Optional<Node> found =
        printed("node", "--version")
            .map(VERSION::matcher)
            .filter(Matcher::matches)
            .map(version -> new Node(Integer.parseInt(version.group(1))))
            .filter(node -> node.isAtLeast(OLDEST));
    return found.isPresent() && printed(NPM, "--version").isPresent() ? found : Optional.empty();
  }

  /** Whether it is of this major version, or of a newer one. */
  public boolean isAtLeast(int version) {
    return major >= version;
  }

  @Override
  public int run(Path folder, Path log, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(NPM));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    try {
      return process.waitFor();
    } finally {
      // Where we are told to end, so is it
      process.descendants().forEach(ProcessHandle::destroy);
      process.destroy();
    }
  }

  private static Optional<String> printed(String... command) throws InterruptedException {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.waitFor() == 0 ? Optional.of(text) : Optional.empty();
    } catch (IOException notThere) {
      return Optional.empty();
    }
  }
}
