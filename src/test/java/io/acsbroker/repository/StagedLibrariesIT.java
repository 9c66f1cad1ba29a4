package io.acsbroker.repository;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.json.JsonObject;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ThreadFactory;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The one archive of all libraries, held against each of them as it was published. */
class StagedLibrariesIT {
  private static final Path ARCHIVE =
      Path.of("target/azure-functions/acs-token-broker/lib/dependencies.jar");
  private static final String MANIFEST = "META-INF/MANIFEST.MF";
  private static final String BILL_OF_MATERIALS = "META-INF/sbom/sbom.json";

  private static Map<String, byte[]> shipped = Map.of();
  private static List<PublishedLibrary> libraries = List.of();

  @BeforeAll
  static void read() throws IOException {
    shipped = PublishedLibrary.entries(ARCHIVE);
    String billOfMaterials = new String(shipped.get(BILL_OF_MATERIALS), UTF_8);
    libraries = PublishedLibrary.allOf(JsonObject.parse(billOfMaterials).orElseThrow());
  }

  private static boolean isSignature(String name) {
    return name.matches("META-INF/[^/]+\\.(SF|RSA|DSA|EC)");
  }

  private static boolean isModule(String name) {
    return name.endsWith("module-info.class");
  }

  private static boolean isService(String name) {
    return name.startsWith("META-INF/services/");
  }

  private static boolean isLegal(String name) {
    return !name.endsWith(".class")
        && name.toUpperCase(Locale.ROOT).matches(".*(LICEN[CS]E|NOTICE|COPYING|COPYRIGHT).*");
  }

  /** Whether there is one of this name in each library, which says nothing of the others. */
  private static boolean isOfOneLibrary(String name) {
    return name.equals(MANIFEST) || isSignature(name) || isModule(name) || isLegal(name);
  }

  private static Set<String> lines(byte[] service) {
    return new String(service, UTF_8)
        .lines()
        .map(line -> line.replaceFirst("#.*", "").strip())
        .filter(line -> !line.isEmpty())
        .collect(Collectors.toSet());
  }

  private static Map<String, Set<String>> services(Map<String, byte[]> entries) {
    Map<String, Set<String>> services = new TreeMap<>();
    entries.forEach(
        (name, bytes) -> {
          if (isService(name)) {
            services.put(name, lines(bytes));
          }
        });
    return services;
  }

  @Test
  void areThoseThatTheBrokerNeedsAndNoOthers() {
    assertEquals(
        Set.of(
            "azure-communication-common",
            "azure-communication-identity",
            "azure-core",
            "azure-data-tables",
            "azure-identity",
            "azure-json",
            "azure-xml",
            "jackson-annotations",
            "jackson-core",
            "jackson-databind",
            "jackson-datatype-jsr310",
            "msal4j",
            "nimbus-jose-jwt",
            "opentelemetry-api",
            "opentelemetry-common",
            "opentelemetry-context",
            "reactive-streams",
            "reactor-core",
            "slf4j-api",
            "slf4j-nop"),
        libraries.stream().map(PublishedLibrary::name).collect(Collectors.toSet()));
  }

  @Test
  void areByteForByteWhatWasPublishedAndNothingElse() throws IOException {
    Set<String> expected = new TreeSet<>(Set.of(MANIFEST, BILL_OF_MATERIALS));
    for (PublishedLibrary library : libraries) {
      for (Map.Entry<String, byte[]> entry : library.entries().entrySet()) {
        String name = entry.getKey();
        if (!isOfOneLibrary(name)) {
          assertTrue(expected.add(name) || isService(name), name + " is in two libraries");
          assertTrue(shipped.containsKey(name), name);
          assertTrue(isService(name) || Arrays.equals(entry.getValue(), shipped.get(name)), name);
        }
      }
    }
    Set<String> others = new TreeSet<>(shipped.keySet());
    others.removeAll(expected);
    others.removeIf(name -> name.startsWith("META-INF/libraries/"));
    assertEquals(Set.of(), others);
  }

  @Test
  void offerEveryServiceOfEachOfThem() throws IOException {
    Map<String, Set<String>> expected = new TreeMap<>();
    for (PublishedLibrary library : libraries) {
      services(library.entries())
          .forEach(
              (name, lines) ->
                  expected.computeIfAbsent(name, none -> new HashSet<>()).addAll(lines));
    }
    assertFalse(expected.isEmpty());
    assertEquals(expected, services(shipped));
  }

  @Test
  void keepTheLicenceAndTheNoticesOfEach() throws IOException {
    int kept = 0;
    for (PublishedLibrary library : libraries) {
      String folder = "META-INF/libraries/" + library.name() + "-" + library.version() + "/";
      for (Map.Entry<String, byte[]> entry : library.entries().entrySet()) {
        if (isLegal(entry.getKey())) {
          assertArrayEquals(entry.getValue(), shipped.get(folder + entry.getKey()), folder);
          kept++;
        }
      }
    }
    assertEquals(kept, shipped.keySet().stream().filter(StagedLibrariesIT::isLegal).count());
    assertTrue(kept > 0);
  }

  @Test
  void haveNoSignaturesThatCostAStartAndNoModules() {
    List<String> left =
        shipped.keySet().stream().filter(name -> isSignature(name) || isModule(name)).toList();
    assertEquals(List.of(), left);
  }

  @Test
  void areStoredAsTheyAreAtTheTimeThatEveryBuildHas() throws IOException {
    try (ZipFile archive = new ZipFile(ARCHIVE.toFile())) {
      for (ZipEntry entry : archive.stream().toList()) {
        assertEquals(ZipEntry.STORED, entry.getMethod(), entry.getName());
        assertEquals(LocalDateTime.of(2026, 1, 1, 0, 0), entry.getTimeLocal(), entry.getName());
      }
    }
  }

  /** What has a version for Java 21 is taken from there, as from the libraries one by one. */
  @Test
  void loadTheClassesThatAreWrittenForTheRunningJava() throws Exception {
    String name = "reactor/core/scheduler/BoundedElasticSchedulerSupplier";
    try (JarFile archive =
        new JarFile(ARCHIVE.toFile(), false, ZipFile.OPEN_READ, Runtime.version())) {
      JarEntry entry = archive.getJarEntry(name + ".class");
      assertEquals("META-INF/versions/21/" + name + ".class", entry.getRealName());
    }
    URL[] urls = {ARCHIVE.toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader())) {
      Class<?> threads = loader.loadClass("reactor.core.scheduler.VirtualThreadFactory");
      assertEquals(loader, threads.getClassLoader());
      // The one for older Java has no virtual threads, and nobody to ask for them
      assertEquals(ThreadFactory.class, threads.getDeclaredField("delegate").getType());
    }
  }

  /** A library that has them and says nothing of them would begin to use them here. */
  @Test
  void haveVersionsOfClassesOnlyOfLibrariesThatSaySo() throws IOException {
    for (PublishedLibrary library : libraries) {
      try (JarFile jar = new JarFile(library.file().toFile())) {
        boolean has =
            jar.stream().anyMatch(entry -> entry.getName().startsWith("META-INF/versions/"));
        assertTrue(!has || jar.isMultiRelease(), library.name());
      }
    }
  }

  /** The build compares what was signed; here is who signs, and that they sign all of it. */
  @Test
  void areSignedByThosePublishersWhoDo() throws IOException {
    Set<String> signed = new TreeSet<>();
    for (PublishedLibrary library : libraries) {
      if (library.entries().keySet().stream().anyMatch(StagedLibrariesIT::isSignature)) {
        signed.add(library.name());
        assertEquals(Set.of(), library.unsignedEntries());
      }
    }
    assertEquals(
        Set.of(
            "azure-communication-common",
            "azure-communication-identity",
            "azure-core",
            "azure-identity",
            "azure-json",
            "azure-xml"),
        signed);
  }
}
