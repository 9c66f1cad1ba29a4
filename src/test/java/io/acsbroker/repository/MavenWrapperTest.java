package io.acsbroker.repository;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How {@code mvnw} chooses the JDK that Maven runs on. */
@Tag("gate")
class MavenWrapperTest {
  @TempDir private Path jdks;

  private record Run(int exitCode, String out, String err) {}

  @BeforeEach
  void needAPosixShell() {
    assumeTrue(Files.isExecutable(Path.of("/bin/sh")));
  }

  private Path jdk(String name, String version) throws IOException {
    Path home = jdks.resolve(name);
    Files.createDirectories(home.resolve("bin"));
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    for (String tool : List.of("java", "javac")) {
      assertTrue(Files.createFile(home.resolve("bin/" + tool)).toFile().setExecutable(true));
    }
    return home;
  }

  /** Sources the script as {@code mvnw} does, and prints which JDK it chose. */
  private Run choose(Map<String, String> environment) throws Exception {
    ProcessBuilder shell =
        new ProcessBuilder("/bin/sh", "-c", "set -euf; . .mvn/find-jdk.sh; echo \"$JAVA_HOME\"");
    shell.environment().remove("JAVA_HOME");
    shell.environment().put("ACS_BROKER_JDKS", jdks + "/*");
    shell.environment().putAll(environment);
    Process process = shell.start();
    String out = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
    String err = new String(process.getErrorStream().readAllBytes(), UTF_8).strip();
    return new Run(process.waitFor(), out, err);
  }

  private String chosen(Path javaHome) throws Exception {
    Run run = choose(Map.of("JAVA_HOME", javaHome.toString()));
    assertEquals(0, run.exitCode(), run.err());
    return run.out();
  }

  @Test
  void keepsTheDefaultWhereItIsNewEnough() throws Exception {
    jdk("a", "21.0.1");
    Path newer = jdk("z", "25.0.3");
    assertEquals(newer.toString(), chosen(newer));
  }

  @Test
  void takesTheOldestThatIsNewEnoughWhereTheDefaultIsOlder() throws Exception {
    Path older = jdk("a", "17.0.15");
    jdk("b", "100.0.1");
    Path right = jdk("c", "21");
    jdk("d", "25.0.3");
    assertEquals(right.toString(), chosen(older));
  }

  @Test
  void passesOverWhatIsNoJdk() throws Exception {
    Path older = jdk("a", "1.8.0_402");
    Files.createDirectories(jdks.resolve("b"));
    Path runtimeOnly = jdk("c", "22.0.1");
    Files.delete(runtimeOnly.resolve("bin/javac"));
    Path right = jdk("d with a space", "25.0.3");
    assertEquals(right.toString(), chosen(older));
  }

  @Test
  void looksForOneWhereJavaHomeIsNone() throws Exception {
    Path right = jdk("a", "21.0.1");
    Run run = choose(Map.of("JAVA_HOME", "/nowhere"));
    assertEquals(right.toString(), run.out(), run.err());
  }

  @Test
  void goesByTheJavaOnThePathAndNotByItsCompiler() throws Exception {
    Path older = jdk("a", "17.0.15");
    Path newer = jdk("b", "25.0.3");
    Path right = jdk("c", "21.0.1");
    Files.delete(older.resolve("bin/javac"));
    String path = older.resolve("bin") + ":" + newer.resolve("bin") + ":/usr/bin:/bin";
    assertEquals(right.toString(), choose(Map.of("PATH", path)).out());
    path = newer.resolve("bin") + ":" + path;
    assertEquals(newer.toString(), choose(Map.of("PATH", path)).out());
  }

  @Test
  void stopsWithOneLineWhereThereIsNone() throws Exception {
    Run run = choose(Map.of("JAVA_HOME", jdk("a", "17.0.15").toString()));
    assertEquals(
        new Run(
            1,
            "",
            "mvnw needs a JDK 21 or newer and found none: install one, or set JAVA_HOME to it."),
        run);
  }

  @Test
  void isStillAskedByTheWrapper() throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(Path.of("mvnw")));
    int sourced = lines.indexOf(". \"$(dirname \"$0\")/.mvn/find-jdk.sh\"");
    assertTrue(sourced > 0, "regenerating the wrapper has dropped the line");
    assertTrue(sourced < lines.indexOf("set_java_home() {"));
  }
}
