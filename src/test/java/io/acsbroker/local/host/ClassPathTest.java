package io.acsbroker.local.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassPathTest {
  @Test
  void isTheOneOfTheJvm() {
    assertTrue(ClassPath.current().stream().anyMatch(entry -> entry.endsWith("test-classes")));
  }

  @Test
  void isTheOneOfALoaderThatMavenMade(@TempDir Path directory) throws Exception {
    Path entry = directory.resolve("with space.jar");
    try (URLClassLoader loader = new URLClassLoader(new URL[] {entry.toUri().toURL()})) {
      assertEquals(List.of(entry.toString()), ClassPath.of(loader));
    }
  }
}
