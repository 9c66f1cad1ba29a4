package io.acsbroker.repository;

import io.acsbroker.json.JsonObject;
import io.acsbroker.local.host.ClassPath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * A library as its publisher made it.
 *
 * @param name as in a bill of materials
 * @param file where Maven keeps it
 */
record PublishedLibrary(String name, String version, Path file) {
  /** Those of a bill of materials, without what the package leaves out. */
  static List<PublishedLibrary> allOf(JsonObject billOfMaterials) {
    return billOfMaterials.objects("components").stream()
        .filter(component -> isShipped(component.string("group").orElse("")))
        .map(PublishedLibrary::of)
        .toList();
  }

  /** The worker brings its own annotations of functions, and nobody reads those for null. */
  private static boolean isShipped(String group) {
    return !group.equals("com.microsoft.azure.functions") && !group.equals("org.jspecify");
  }

  private static PublishedLibrary of(JsonObject component) {
    String name = component.string("name").orElseThrow();
    String version = component.string("version").orElseThrow();
    String file = name + "-" + version + ".jar";
    Path found =
        ClassPath.current().stream()
            .map(Path::of)
            .filter(entry -> entry.endsWith(file))
            .findFirst()
            .orElseThrow();
    return new PublishedLibrary(name, version, found);
  }

  /** What is in a jar, folders left out. */
  static Map<String, byte[]> entries(Path file) throws IOException {
    Map<String, byte[]> entries = new TreeMap<>();
    try (JarFile jar = new JarFile(file.toFile())) {
      for (JarEntry entry : jar.stream().filter(entry -> !entry.isDirectory()).toList()) {
        entries.put(entry.getName(), jar.getInputStream(entry).readAllBytes());
      }
    }
    return entries;
  }

  Map<String, byte[]> entries() throws IOException {
    return entries(file);
  }

  /** What nobody signed of a signed library, its signature and manifest left out. */
  Set<String> unsignedEntries() throws IOException {
    Set<String> unsigned = new TreeSet<>();
    try (JarFile jar = new JarFile(file.toFile())) {
      for (JarEntry entry : jar.stream().filter(entry -> !entry.isDirectory()).toList()) {
        jar.getInputStream(entry).readAllBytes();
        if (entry.getCodeSigners() == null && !entry.getName().matches("META-INF/[^/]+")) {
          unsigned.add(entry.getName());
        }
      }
    }
    return unsigned;
  }
}
