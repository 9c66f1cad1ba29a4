package io.acsbroker.processes;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.acsbroker.administration.AdministrationCommand;
import io.acsbroker.local.host.ClassPath;
import io.acsbroker.overhttp.RunningBroker;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The administrator's command in a process of its own, which trusts the local cloud. */
final class AdministrationProcess {
  private AdministrationProcess() {}

  /**
   * Starts it.
   *
   * @param environment beside that of this process
   */
  static Process start(Map<String, String> environment, List<String> arguments) throws IOException {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(RunningBroker.CLOUD.trustFlags());
    line.add("-cp");
    line.add(String.join(File.pathSeparator, ClassPath.current()));
    line.add(AdministrationCommand.class.getName());
    line.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(line);
    builder.environment().putAll(environment);
    return builder.start();
  }

  /** What it prints until it ends. */
  static String text(Process process) throws IOException {
    return new String(process.getInputStream().readAllBytes(), UTF_8);
  }
}
