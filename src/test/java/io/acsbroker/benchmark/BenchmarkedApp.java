package io.acsbroker.benchmark;

import io.acsbroker.http.EntraTokenFunction;
import io.acsbroker.http.HealthFunction;
import io.acsbroker.http.NotFoundFunction;
import io.acsbroker.http.ReadinessFunction;
import io.acsbroker.http.TeamsPhoneTokenFunction;
import io.acsbroker.http.TeamsTokenFunction;
import io.acsbroker.http.UserFunction;
import io.acsbroker.http.UserRevocationFunction;
import io.acsbroker.http.UserTokenFunction;
import io.acsbroker.http.WarmUpFunction;
import io.acsbroker.local.host.ClassPath;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** The apps that are measured beside each other, each with one function at the broker's route. */
enum BenchmarkedApp {
  EMPTY,
  BROKER;

  /** As tables call it. */
  String title() {
    return name().toLowerCase(Locale.ROOT);
  }

  private List<Class<?>> functions() {
    return switch (this) {
      case EMPTY -> List.of(EmptyFunction.class);
      case BROKER ->
          List.of(
              TeamsTokenFunction.class,
              EntraTokenFunction.class,
              TeamsPhoneTokenFunction.class,
              UserFunction.class,
              UserTokenFunction.class,
              UserRevocationFunction.class,
              HealthFunction.class,
              ReadinessFunction.class,
              WarmUpFunction.class,
              NotFoundFunction.class);
    };
  }

  /**
   * A directory with the classes of the functions alone: in Azure the {@code function.json} of each
   * names its class, and the worker looks through no others.
   */
  Path functionClasses() throws IOException {
    Path directory = Files.createDirectories(Path.of("target/benchmark", name()));
    for (Class<?> function : functions()) {
      String file = function.getName().replace('.', '/') + ".class";
      Path target = directory.resolve(file);
      Files.createDirectories(target.getParent());
      try (InputStream in = function.getClassLoader().getResourceAsStream(file)) {
        Files.copy(Objects.requireNonNull(in), target, StandardCopyOption.REPLACE_EXISTING);
      }
    }
    return directory;
  }

  /** The same for all, but for the broker's own classes, whose injector would serve the others. */
  List<String> classPath() {
    return ClassPath.current().stream()
        .filter(entry -> this == BROKER || !Path.of(entry).endsWith(Path.of("target", "classes")))
        .toList();
  }
}
