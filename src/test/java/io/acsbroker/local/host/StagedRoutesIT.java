package io.acsbroker.local.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** That what is deployed answers at every route, by the rule of Microsoft's host. */
class StagedRoutesIT {
  private static final Path STAGED = Path.of("target/azure-functions/acs-token-broker");

  private static List<FunctionRoute> staged() throws IOException {
    String prefix = HostJson.read(STAGED.resolve("host.json")).routePrefix();
    try (Stream<Path> folders = Files.list(STAGED)) {
      return folders
          .filter(folder -> Files.exists(folder.resolve("function.json")))
          .flatMap(folder -> route(folder, prefix).stream())
          .toList();
    }
  }

  private static Optional<FunctionRoute> route(Path folder, String prefix) {
    String function = folder.getFileName().toString();
    return read(folder.resolve("function.json")).objects("bindings").stream()
        .filter(binding -> binding.string("type").equals(Optional.of("httpTrigger")))
        .map(
            binding ->
                new FunctionRoute(
                    function,
                    RouteTemplate.parse(prefix + "/" + binding.string("route").orElse(function)),
                    binding.strings("methods")))
        .findFirst();
  }

  private static JsonObject read(Path file) {
    try {
      return JsonObject.parse(Files.readString(file)).orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> spellings(String path) {
    return List.of(
        path, path + "/", path.toUpperCase(Locale.ROOT), path.replace("t", "%74"), "/x/.." + path);
  }

  @Test
  void hidesNoFunctionBehindAnother() throws IOException {
    assertEquals(List.of(), new Routes(staged()).hidden());
  }

  @Test
  void answersEveryRouteWithItsOwnFunctionInEverySpelling() throws IOException {
    Routes routes = new Routes(staged());
    int asked = 0;
    for (FunctionRoute route : staged()) {
      for (String spelling : spellings(route.route().example())) {
        for (String method : route.methods()) {
          asked++;
          assertEquals(
              Optional.of(route.function()),
              routes.find(method, HostPath.of(spelling)),
              method + " " + spelling);
        }
      }
    }
    assertTrue(asked >= 9 * 8 * 5, asked + " asked");
  }
}
