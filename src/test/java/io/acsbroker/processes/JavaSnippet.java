package io.acsbroker.processes;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.local.host.ClassPath;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The Java of docs/clients/java.md, compiled with every warning as an error. */
final class JavaSnippet {
  private JavaSnippet() {}

  /** Compiles the snippets into a folder, and some more sources that are there already. */
  static URLClassLoader compile(Path folder, Path... more) throws IOException {
    List<Path> sources = new ArrayList<>(List.of(more));
    sources.add(ClientSnippets.write("TeamsTokens.java", folder));
    sources.add(ClientSnippets.write("SignInByCode.java", folder));
    StringWriter complaints = new StringWriter();
    List<String> options =
        List.of(
            "-Xlint:all,-serial",
            "-Werror",
            "-proc:none",
            "-classpath",
            String.join(File.pathSeparator, ClassPath.current()));
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      Iterable<? extends JavaFileObject> units = files.getJavaFileObjectsFromPaths(sources);
      boolean compiled = compiler.getTask(complaints, files, null, options, null, units).call();
      assertTrue(compiled, complaints.toString());
    }
    return new URLClassLoader(new URL[] {folder.toUri().toURL()});
  }
}
