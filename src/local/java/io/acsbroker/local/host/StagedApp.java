package io.acsbroker.local.host;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A folder that the Functions plugin has staged, loaded as the Java worker loads it: its jars in a
 * class loader below the host's own, and of its classes those that a {@code function.json} names.
 * It reads these files without a JSON library, since none may be loaded that an app would load.
 *
 * @see <a
 *     href="https://github.com/Azure/azure-functions-java-worker/tree/dev/src/main/java/com/microsoft/azure/functions/worker/broker">The
 *     worker's class loaders and its broker of functions</a>
 */
record StagedApp(Path folder) {
  private static final Pattern ENTRY_POINT =
      Pattern.compile("\"entryPoint\"\\s*:\\s*\"([\\w.$]+)\\.(\\w+)\"");
  private static final Pattern HTTP = Pattern.compile("\"type\"\\s*:\\s*\"httpTrigger\"");
  private static final Pattern PREFIX = Pattern.compile("\"routePrefix\"\\s*:\\s*\"([^\"]*)\"");
  private static final String DEFAULT_PREFIX = "api";

  /** The app, with its injector made. The class loader is that of this thread from now on. */
  FunctionsApp load() {
    try {
      ClassLoader loader = new URLClassLoader(jars(), StagedApp.class.getClassLoader());
      Thread.currentThread().setContextClassLoader(loader);
      InstanceSource instances = InstanceSource.declaredIn(loader);
      return new FunctionsApp(
          functions(loader), instances, prefix(), Set.of(), RequestLimits.OF_THE_HOST);
    } catch (IOException | ReflectiveOperationException e) {
      throw new HostStartException(folder + " is no staged app that can be served: " + e, e);
    }
  }

  private URL[] jars() throws IOException {
    List<URL> jars = new ArrayList<>();
    for (Path place : List.of(folder, folder.resolve("lib"))) {
      try (Stream<Path> files = Files.list(place)) {
        for (Path jar : files.filter(file -> file.toString().endsWith(".jar")).sorted().toList()) {
          jars.add(jar.toUri().toURL());
        }
      }
    }
    return jars.toArray(URL[]::new);
  }

  private List<DiscoveredFunction> functions(ClassLoader loader)
      throws IOException, ReflectiveOperationException {
    List<Path> files;
    try (Stream<Path> found = Files.list(folder)) {
      files = found.map(it -> it.resolve("function.json")).filter(Files::exists).sorted().toList();
    }
    List<DiscoveredFunction> functions = new ArrayList<>();
    for (Path file : files) {
      String json = Files.readString(file);
      Matcher entry = ENTRY_POINT.matcher(json);
      // Others, as the warm-up's, are not reached by requests
      if (HTTP.matcher(json).find() && entry.find()) {
        functions.add(function(Class.forName(entry.group(1), true, loader), entry.group(2)));
      }
    }
    functions.sort((a, b) -> FunctionNames.HOST_ORDER.compare(a.name(), b.name()));
    return functions;
  }

  private static DiscoveredFunction function(Class<?> type, String name)
      throws NoSuchMethodException {
    return Arrays.stream(type.getMethods())
        .filter(method -> method.getName().equals(name))
        .flatMap(method -> DiscoveredFunction.of(method).stream())
        .findFirst()
        .orElseThrow(() -> new NoSuchMethodException(type.getName() + "." + name));
  }

  private String prefix() throws IOException {
    Matcher prefix = PREFIX.matcher(Files.readString(folder.resolve("host.json")));
    return prefix.find() ? prefix.group(1) : DEFAULT_PREFIX;
  }
}
