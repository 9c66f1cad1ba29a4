package io.acsbroker.local.host;

import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A host as a process of its own: it prints one line when it is ready, and stays until it is told
 * to end or the process that started it has ended.
 */
public final class FunctionsHostCommand {
  private static final String READY = "Listening on ";
  private static final Pattern READY_LINE =
      Pattern.compile(Pattern.quote(READY) + "(http://localhost:\\d+)");

  private static final Duration PARENT_CHECK = Duration.ofMillis(250);

  private FunctionsHostCommand() {}

  /**
   * Takes {@code --port=N --classes=DIR --host-json=FILE --cors-origins=A,B
   * --cors-this-machine=false --cors-credentials=false}; exits with 1 if it cannot start.
   */
  public static void main(String[] args) {
    try {
      start(arguments(args));
    } catch (HostStartException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }

  /** The address that a line tells, if it is the ready line. */
  static Optional<URI> readyUri(String line) {
    Matcher matcher = READY_LINE.matcher(line);
    return matcher.matches() ? Optional.of(URI.create(matcher.group(1))) : Optional.empty();
  }

  private static void start(Map<String, String> arguments) {
    endWithParent();
    int port = port(argument(arguments, "port"));
    ClassLoader loader = FunctionsHostCommand.class.getClassLoader();
    FunctionsApp app =
        FunctionsApp.load(
                Path.of(argument(arguments, "classes")),
                Path.of(argument(arguments, "host-json")),
                loader)
            .configuredBy(System.getenv());
    // The server's own thread keeps the process up
    System.out.println(READY + listen(app, port, cors(arguments)).uri());
  }

  private static CorsPolicy cors(Map<String, String> arguments) {
    String origins = argument(arguments, "cors-origins");
    return new CorsPolicy(
        origins.isEmpty() ? List.of() : List.of(origins.split(",", -1)),
        Boolean.parseBoolean(argument(arguments, "cors-this-machine")),
        Boolean.parseBoolean(argument(arguments, "cors-credentials")));
  }

  private static FunctionsHost listen(FunctionsApp app, int port, CorsPolicy cors) {
    try {
      return FunctionsHost.start(app, port, cors);
    } catch (BindException e) {
      throw new HostStartException(
          "Port " + port + " is already in use: choose another with -Dlocal.port=N.", e);
    } catch (IOException e) {
      throw new HostStartException("Port " + port + " cannot be opened: " + e.getMessage(), e);
    }
  }

  private static void endWithParent() {
    Optional<ProcessHandle> parent = ProcessHandle.current().parent();
    if (parent.isPresent()) {
      Thread.ofPlatform().daemon().name("parent-watch").start(() -> watch(parent));
    }
  }

  // Not ProcessHandle.onExit, which takes seconds to tell of a process that is no child
  private static void watch(Optional<ProcessHandle> parent) {
    try {
      while (ProcessHandle.current().parent().equals(parent)) {
        Thread.sleep(PARENT_CHECK);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    System.exit(0);
  }

  private static int port(String text) {
    if (text.matches("\\d{1,5}") && Integer.parseInt(text) <= 65_535) {
      return Integer.parseInt(text);
    }
    throw new HostStartException("The port " + text + " is not a number from 0 to 65535.");
  }

  private static Map<String, String> arguments(String[] args) {
    Map<String, String> arguments = new HashMap<>();
    for (String arg : args) {
      if (!arg.matches(
          "(?s)--(port|classes|host-json|cors-origins|cors-this-machine|cors-credentials)=.*")) {
        throw new HostStartException("The argument " + arg + " is unknown.");
      }
      arguments.put(arg.substring(2, arg.indexOf('=')), arg.substring(arg.indexOf('=') + 1));
    }
    return arguments;
  }

  private static String argument(Map<String, String> arguments, String name) {
    return Optional.ofNullable(arguments.get(name))
        .orElseThrow(() -> new HostStartException("The argument --" + name + "= is missing."));
  }
}
