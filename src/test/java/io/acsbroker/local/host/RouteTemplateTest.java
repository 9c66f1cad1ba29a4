package io.acsbroker.local.host;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RouteTemplateTest {
  @Test
  void matchesLiteralsInAnyLetterCase() {
    RouteTemplate template = RouteTemplate.parse("/api/Token/teams");
    assertTrue(template.matches(new HostPath(List.of("API", "token", "Teams"))));
    assertFalse(template.matches(new HostPath(List.of("api", "token"))));
    assertFalse(template.matches(new HostPath(List.of("api", "token", "teams", "more"))));
  }

  @Test
  void matchesAParameterWithOneSegmentThatIsNotEmpty() {
    RouteTemplate template = RouteTemplate.parse("api/{id}");
    assertTrue(template.matches(new HostPath(List.of("api", "42"))));
    assertFalse(template.matches(new HostPath(List.of("api", ""))));
    assertFalse(template.matches(new HostPath(List.of("api"))));
  }

  @Test
  void matchesACatchAllWithAnythingAndNothing() {
    RouteTemplate template = RouteTemplate.parse("api/{*rest}");
    assertTrue(template.matches(new HostPath(List.of("api"))));
    assertTrue(template.matches(new HostPath(List.of("api", "a", "", "b"))));
    assertFalse(template.matches(new HostPath(List.of("api", "", "b"))));
    assertFalse(template.matches(new HostPath(List.of("other"))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a/{id:int}", "a/{id?}", "a/b{c}", "a//b", "{*x}/a", "a/{}"})
  void refusesATemplateThatItDoesNotRead(String template) {
    assertThrows(HostStartException.class, () -> RouteTemplate.parse(template));
  }
}
