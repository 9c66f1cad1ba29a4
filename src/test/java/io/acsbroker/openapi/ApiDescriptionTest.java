package io.acsbroker.openapi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonPointer;
import com.microsoft.azure.functions.annotation.HttpTrigger;
import io.acsbroker.http.IdentityEndpoint;
import io.acsbroker.outcome.RefusalCode;
import io.acsbroker.repository.Gaps;
import io.acsbroker.token.ExchangeRoute;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** docs/openapi.yaml has the routes of the functions, and the codes of the broker. */
@Tag("gate")
class ApiDescriptionTest {
  private static final ApiDescription API = ApiDescription.read();
  private static final String FILE = ApiDescription.FILE.toString();

  /** What stands for every other path. */
  private static final String ANY_OTHER = "/api/{*path}";

  private static Set<String> routes() throws IOException {
    try (Stream<Path> sources = Files.list(Path.of("src/main/java/io/acsbroker/http"))) {
      Set<String> routes =
          sources
              .map(source -> source.getFileName().toString().replace(".java", ""))
              .filter(name -> name.endsWith("Function"))
              .flatMap(ApiDescriptionTest::triggers)
              .map(trigger -> "/" + trigger.route())
              .collect(Collectors.toCollection(TreeSet::new));
      routes.remove(ANY_OTHER);
      if (routes.remove(ApiDescription.METADATA + "/{*path}")) {
        routes.addAll(resources().map(ApiDescription.METADATA::concat).toList());
      }
      return routes;
    }
  }

  /** The routes that take tokens, each of which has metadata. */
  private static Stream<String> resources() {
    return Stream.concat(
        Arrays.stream(ExchangeRoute.values()).map(ExchangeRoute::path),
        IdentityEndpoint.PATHS.stream());
  }

  private static Stream<HttpTrigger> triggers(String function) {
    try {
      return Arrays.stream(Class.forName("io.acsbroker.http." + function).getDeclaredMethods())
          .flatMap(method -> Arrays.stream(method.getParameters()))
          .flatMap(parameter -> Arrays.stream(parameter.getAnnotationsByType(HttpTrigger.class)));
    } catch (ClassNotFoundException notCompiled) {
      throw new AssertionError(notCompiled);
    }
  }

  /** Each code with each of its statuses, as {@code 401 token_expired}. */
  private static Set<String> answered() {
    return Arrays.stream(RefusalCode.values())
        .flatMap(code -> code.statuses().stream().map(status -> status + " " + code.text()))
        .collect(Collectors.toSet());
  }

  /** The same of the responses of all operations. */
  private static Set<String> described() {
    Set<String> described = new TreeSet<>();
    for (JsonPointer operation : operations().toList()) {
      for (String status : API.statuses(operation)) {
        JsonPointer response = API.response(operation, Integer.parseInt(status)).orElseThrow();
        API.codes(response).forEach(code -> described.add(status + " " + code));
      }
    }
    return described;
  }

  private static Stream<JsonPointer> operations() {
    return API.paths().stream()
        .flatMap(path -> API.methods(path).stream().map(method -> API.operation(path, method)));
  }

  @Test
  void hasTheRoutesOfTheFunctionsAndNoOthers() throws IOException {
    Gaps gaps = new Gaps();
    gaps.requireSame(routes(), Set.copyOf(API.paths()), FILE, UnaryOperator.identity());
    gaps.assertNone();
  }

  @Test
  void hasEveryCodeAtTheStatusesThatItIsAnsweredWithAndNoOthers() {
    Gaps gaps = new Gaps();
    gaps.requireSame(answered(), described(), FILE, UnaryOperator.identity());
    gaps.assertNone();
  }

  /** A schema's own {@code status} is the one that the response stands at. */
  @Test
  void hasEachRefusalAtItsOwnStatus() {
    for (JsonPointer operation : operations().toList()) {
      for (String status : API.statuses(operation)) {
        JsonPointer response = API.response(operation, Integer.parseInt(status)).orElseThrow();
        Optional<Integer> inBody = API.statusInBody(response);
        assertEquals(
            inBody.map(String::valueOf).orElse(status), status, operation + " has " + response);
      }
    }
  }

  @Test
  void hasNoResponseThatNoOperationHas() {
    Set<JsonPointer> used =
        operations()
            .flatMap(
                operation ->
                    API.statuses(operation).stream()
                        .flatMap(
                            status -> API.response(operation, Integer.parseInt(status)).stream()))
            .collect(Collectors.toSet());
    assertEquals(used, Set.copyOf(API.responses()));
  }
}
