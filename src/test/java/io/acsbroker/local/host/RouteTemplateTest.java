package io.acsbroker.local.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RouteTemplateTest {
  @Test
  void matchesLiteralsInAnyLetterCase() {
    RouteTemplate template = RouteTemplate.parse("/api/Token/teams");
    assertTrue(template.matches(List.of("API", "token", "Teams")));
    assertFalse(template.matches(List.of("api", "token")));
    assertFalse(template.matches(List.of("api", "token", "teams", "more")));
  }

  @Test
  void matchesAParameterWithOneSegmentThatIsNotEmpty() {
    RouteTemplate template = RouteTemplate.parse("api/{id}");
    assertTrue(template.matches(List.of("api", "42")));
    assertFalse(template.matches(List.of("api", "")));
    assertFalse(template.matches(List.of("api")));
  }

  @Test
  void matchesACatchAllWithAnythingAndNothing() {
    RouteTemplate template = RouteTemplate.parse("api/{*rest}");
    assertTrue(template.matches(List.of("api")));
    assertTrue(template.matches(List.of("api", "a", "", "b")));
    assertFalse(template.matches(List.of("other")));
  }

  @Test
  void putsALiteralBeforeAParameterBeforeACatchAll() {
    List<RouteTemplate> sorted =
        Stream.of("a/{*x}", "a/{x}/{y}", "a/{x}/b", "a/b/{*x}", "a/b/c", "a")
            .map(RouteTemplate::parse)
            .sorted()
            .toList();
    List<RouteTemplate> expected =
        Stream.of("a", "a/b/c", "a/b/{*x}", "a/{x}/b", "a/{x}/{y}", "a/{*x}")
            .map(RouteTemplate::parse)
            .toList();
    assertEquals(expected, sorted);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a/{id:int}", "a/{id?}", "a/b{c}", "a//b", "{*x}/a", "a/{}"})
  void refusesATemplateThatItDoesNotRead(String template) {
    assertThrows(HostStartException.class, () -> RouteTemplate.parse(template));
  }
}
