package io.acsbroker.local.host;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Finds the functions in a directory of classes or a jar. */
record FunctionScan(Path codeSource, ClassLoader loader) {

  /** All functions, as the host orders them; none, or two of one name, are a mistake. */
  List<DiscoveredFunction> functions() {
    List<DiscoveredFunction> found = new ArrayList<>();
    for (String className : classNames()) {
      for (Method method : methods(className)) {
        DiscoveredFunction.of(method).ifPresent(found::add);
      }
    }
    if (found.isEmpty()) {
      throw new HostStartException("There is no function in " + codeSource + ": is it compiled?");
    }
    requireDistinctNames(found);
    return found.stream()
        .sorted(Comparator.comparing(DiscoveredFunction::name, FunctionNames.HOST_ORDER))
        .toList();
  }

  private static void requireDistinctNames(List<DiscoveredFunction> functions) {
    Set<String> names = new HashSet<>();
    for (DiscoveredFunction function : functions) {
      if (!names.add(function.name())) {
        throw new HostStartException("Two functions are called " + function.name() + ".");
      }
    }
  }

  private Method[] methods(String className) {
    try {
      return Class.forName(className, false, loader).getDeclaredMethods();
    } catch (ClassNotFoundException | LinkageError e) {
      throw new HostStartException(
          "The class " + className + " of " + codeSource + " does not load: " + e.getMessage(), e);
    }
  }

  private List<String> classNames() {
    try {
      if (Files.isDirectory(codeSource)) {
        return classNames(codeSource);
      }
      try (FileSystem jar = FileSystems.newFileSystem(codeSource)) {
        return classNames(jar.getPath("/"));
      }
    } catch (IOException | RuntimeException e) {
      throw new HostStartException("The functions in " + codeSource + " cannot be read.", e);
    }
  }

  private static List<String> classNames(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .map(file -> root.relativize(file).toString().replace('\\', '/'))
          .filter(file -> file.endsWith(".class") && !file.startsWith("META-INF/"))
          .filter(file -> !file.endsWith("-info.class"))
          .map(file -> file.substring(0, file.length() - ".class".length()).replace('/', '.'))
          .sorted()
          .toList();
    }
  }
}
