package io.acsbroker.local.host;

import com.microsoft.azure.functions.spi.inject.FunctionInstanceInjector;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.Objects;

/** An app in a directory of its own: chosen classes, a host.json, and perhaps an injector. */
record SampleApp(Path directory) {

  static SampleApp in(Path directory, Class<?>... classes) throws IOException {
    for (Class<?> type : classes) {
      String file = type.getName().replace('.', '/') + ".class";
      Path target = directory.resolve("classes").resolve(file);
      Files.createDirectories(target.getParent());
      try (InputStream in = type.getClassLoader().getResourceAsStream(file)) {
        Files.copy(Objects.requireNonNull(in), target);
      }
    }
    return new SampleApp(directory).withHostJson("{\"version\":\"2.0\"}");
  }

  SampleApp withHostJson(String json) throws IOException {
    Files.writeString(hostJson(), json);
    return this;
  }

  SampleApp withInjector(Class<? extends FunctionInstanceInjector> injector) throws IOException {
    Path services = classes().resolve("META-INF/services");
    Files.createDirectories(services);
    Files.writeString(
        services.resolve(FunctionInstanceInjector.class.getName()), injector.getName());
    return this;
  }

  Path classes() {
    return directory.resolve("classes");
  }

  Path hostJson() {
    return directory.resolve("host.json");
  }

  FunctionsApp load() throws IOException {
    return FunctionsApp.load(classes(), hostJson(), new OwnServices(classes().toUri().toURL()));
  }

  /** Finds the services of this app alone, and none of the broker's that is tested beside it. */
  private static final class OwnServices extends URLClassLoader {
    OwnServices(URL classes) {
      super(new URL[] {classes}, SampleApp.class.getClassLoader());
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
      return findResources(name);
    }
  }
}
