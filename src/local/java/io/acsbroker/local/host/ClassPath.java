package io.acsbroker.local.host;

import java.io.File;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The class path that this host was loaded from, for a child process. */
public final class ClassPath {
  private ClassPath() {}

  /**
   * Its entries, in order, whether the JVM was started with them or Maven made a loader of them.
   */
  public static List<String> current() {
    return of(ClassPath.class.getClassLoader());
  }

  /** The entries of a loader, or those of the JVM if it does not tell. */
  static List<String> of(ClassLoader loader) {
    return loader instanceof URLClassLoader urls
        ? Arrays.stream(urls.getURLs()).map(ClassPath::path).toList()
        : Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .filter(entry -> !entry.isEmpty())
            .toList();
  }

  private static String path(URL url) {
    return Path.of(URI.create(url.toString())).toString();
  }
}
