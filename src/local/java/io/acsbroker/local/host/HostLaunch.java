package io.acsbroker.local.host;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a host is started in a JVM of its own.
 *
 * @param port 0 for any free one
 * @param classes the app: a directory of classes or a jar
 * @param hostJson the app's {@code host.json}
 * @param classPath of the child: this host, the app and all they need
 * @param jvmFlags on top of those that Functions uses
 * @param environment on top of the inherited one, which is cleaned of the app's settings first
 * @param cors which pages of other origins may read answers
 */
public record HostLaunch(
    int port,
    Path classes,
    Path hostJson,
    List<String> classPath,
    List<String> jvmFlags,
    Map<String, String> environment,
    CorsPolicy cors) {
  /** What Functions starts its Java worker with. */
  public static final List<String> FUNCTIONS_FLAGS =
      List.of("-XX:+TieredCompilation", "-XX:TieredStopAtLevel=1");

  /** Copies lists and map. */
  public HostLaunch {
    classPath = List.copyOf(classPath);
    jvmFlags = List.copyOf(jvmFlags);
    environment = Map.copyOf(environment);
  }

  /** For no pages of other origins. */
  public HostLaunch(
      int port,
      Path classes,
      Path hostJson,
      List<String> classPath,
      List<String> jvmFlags,
      Map<String, String> environment) {
    this(port, classes, hostJson, classPath, jvmFlags, environment, CorsPolicy.NONE);
  }

  /** The command with its environment, not started. */
  ProcessBuilder processBuilder() {
    ProcessBuilder builder = new ProcessBuilder(command());
    new ChildEnvironment(environment).applyTo(builder.environment());
    return builder;
  }

  /** The name of the longest value in the environment, and its length in bytes. */
  Optional<String> longestSetting() {
    return environment.entrySet().stream()
        .max(Comparator.comparingInt(setting -> bytes(setting.getValue())))
        .map(setting -> setting.getKey() + " with " + bytes(setting.getValue()) + " bytes");
  }

  private static int bytes(String value) {
    return value.getBytes(StandardCharsets.UTF_8).length;
  }

  private List<String> command() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(FUNCTIONS_FLAGS);
    command.addAll(jvmFlags);
    command.addAll(List.of("-cp", String.join(File.pathSeparator, classPath)));
    command.add(FunctionsHostCommand.class.getName());
    command.addAll(List.of("--port=" + port, "--classes=" + classes, "--host-json=" + hostJson));
    command.add("--cors-origins=" + String.join(",", cors.origins()));
    command.add("--cors-this-machine=" + cors.thisMachine());
    command.add("--cors-credentials=" + cors.credentials());
    return command;
  }

  /** Without the values of the environment, which are secrets. */
  @Override
  public String toString() {
    return "HostLaunch[port=" + port + ", classes=" + classes + ", " + environment.keySet() + "]";
  }
}
