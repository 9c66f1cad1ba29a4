package io.acsbroker.processes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/**
 * The Kotlin of docs/clients/android.md, compiled with the libraries of docs/snippets/pom.xml and
 * the few classes of Android in docs/snippets/android, where MSAL is a proxy.
 */
final class KotlinSnippet implements AutoCloseable {
  private final URLClassLoader classes;

  private KotlinSnippet(URLClassLoader classes) {
    this.classes = classes;
  }

  /** Warnings are errors, deprecated methods too. */
  static KotlinSnippet compile(Path libraries, Path folder) throws Exception {
    List<URL> jars = jars(libraries, folder);
    Path classes = Files.createDirectory(folder.resolve("classes"));
    String[] arguments = {
      "-Werror",
      "-no-stdlib",
      "-no-reflect",
      "-jvm-target",
      "21",
      "-classpath",
      String.join(":", jars.stream().map(URL::getPath).toList()),
      "-d",
      classes.toString(),
      ClientSnippets.write("TeamsTokens.kt", folder).toString(),
      "docs/snippets/android"
    };
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    try (URLClassLoader compiler = new URLClassLoader(jars.toArray(new URL[0]))) {
      Class<?> type = compiler.loadClass("org.jetbrains.kotlin.cli.jvm.K2JVMCompiler");
      Object code =
          type.getMethod("exec", PrintStream.class, String[].class)
              .invoke(
                  type.getConstructor().newInstance(),
                  new PrintStream(said, true, StandardCharsets.UTF_8),
                  arguments);
      assertEquals("OK", code.toString(), () -> said.toString(StandardCharsets.UTF_8));
    }
    jars.add(classes.toUri().toURL());
    return new KotlinSnippet(new URLClassLoader(jars.toArray(new URL[0])));
  }

  /** Those of the folder, and the classes of its archives for Android. */
  private static List<URL> jars(Path libraries, Path folder) throws IOException {
    List<URL> jars = new ArrayList<>();
    try (Stream<Path> files = Files.list(libraries)) {
      for (Path file : files.sorted().toList()) {
        Path jar = file.toString().endsWith(".aar") ? classesOf(file, folder) : file;
        jars.add(jar.toUri().toURL());
      }
    }
    return jars;
  }

  private static Path classesOf(Path archive, Path folder) throws IOException {
    Path jar = folder.resolve(archive.getFileName() + ".jar");
    try (ZipFile zip = new ZipFile(archive.toFile());
        InputStream classes = zip.getInputStream(zip.getEntry("classes.jar"))) {
      Files.copy(classes, jar);
    }
    return jar;
  }

  /**
   * An app that uses the snippet.
   *
   * @param entra the token that MSAL gives, or {@code nobody} and {@code closed} of a window
   */
  App app(URI broker, boolean signedIn, UnaryOperator<String> entra) throws Exception {
    return new App(
        classes
            .loadClass("LocalApp")
            .getConstructor(String.class, boolean.class, Function.class)
            .newInstance(broker.toString().replaceFirst("/$", ""), signedIn, entra));
  }

  /** What LocalApp.kt tells. */
  record App(Object app) {
    /** What the callers of the last time get: the token, or a refusal with its status. */
    List<?> ask(int times, int atOnce) throws Exception {
      Object outcomes =
          app.getClass().getMethod("ask", int.class, int.class).invoke(app, times, atOnce);
      return (List<?>) outcomes;
    }

    /** The token that the credential hands on which the snippet makes, or the refusal. */
    String credential() throws Exception {
      return String.valueOf(app.getClass().getMethod("credential").invoke(app));
    }

    /** What MSAL was asked for. */
    List<?> asked() throws Exception {
      return (List<?>) app.getClass().getMethod("asked").invoke(app);
    }
  }

  @Override
  public void close() throws IOException {
    classes.close();
  }
}
