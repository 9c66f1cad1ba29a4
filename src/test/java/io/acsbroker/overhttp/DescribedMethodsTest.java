package io.acsbroker.overhttp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.fixture.CannedServer;
import io.acsbroker.local.net.CannedAnswer;
import io.acsbroker.openapi.ApiDescription;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

/** The methods that docs/openapi.yaml has for each path are those that the path takes. */
class DescribedMethodsTest {
  private static final ApiDescription API = ApiDescription.read();
  private static final List<String> METHODS =
      List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE");

  private static HttpResponse<String> answer(RunningBroker broker, String method, String path) {
    return RunningBroker.send(
        HttpRequest.newBuilder(broker.uri(path)).method(method, BodyPublishers.noBody()));
  }

  /** What a path does not refuse for its method, which is what a refusal says in {@code Allow}. */
  private static Set<String> taken(RunningBroker broker, String path) {
    Set<String> taken = new TreeSet<>();
    Set<Set<String>> allowed = new HashSet<>();
    for (String method : METHODS) {
      HttpResponse<String> answer = answer(broker, method, path);
      if (answer.statusCode() == 405) {
        String allow = answer.headers().firstValue("Allow").orElseThrow();
        allowed.add(new TreeSet<>(List.of(allow.split(", ", -1))));
      } else {
        taken.add(method);
      }
    }
    assertEquals(Set.of(taken), allowed, path);
    return taken;
  }

  @Test
  void areThoseThatAreTakenWithCallersAndATable() {
    try (RunningBroker broker = CallerFixture.start(ResourceMetadataTest.PUBLIC)) {
      for (String path : API.paths()) {
        assertEquals(new TreeSet<>(API.methods(path)), taken(broker, path), path);
      }
    }
  }

  @Test
  void areWithoutCallersLessTheGetOfTheExchanges() {
    try (RunningBroker broker = RunningBroker.start()) {
      for (String path : API.paths().stream().filter(it -> it.startsWith("/api/token/")).toList()) {
        assertEquals(Set.of("GET", "POST"), Set.copyOf(API.methods(path)));
        assertEquals(Set.of("POST"), taken(broker, path), path);
      }
    }
  }

  @Test
  void leaveOtherPathsToThe404WhateverTheMethod() {
    try (RunningBroker broker = RunningBroker.start()) {
      for (String method : METHODS) {
        for (String path : List.of("/api/nowhere", ResourceMetadataTest.WELL_KNOWN + "/api/user")) {
          HttpResponse<String> answer = answer(broker, method, path);
          assertEquals(404, answer.statusCode(), method + " " + path);
          assertEquals(method.equals("HEAD"), answer.body().isEmpty(), method + " " + path);
        }
      }
    }
  }

  /** Whoever sends a request here is kept from an answer that is not described. */
  @Test
  void areAskedByTestsThatFailOverAnAnswerThatIsNotDescribed() {
    try (CannedServer server = new CannedServer()) {
      server.answer(
          new CannedAnswer(
              200,
              Map.of(
                  "Content-Type", "application/json",
                  "Cache-Control", "no-store",
                  "X-Content-Type-Options", "nosniff",
                  "Access-Control-Expose-Headers", "Date"),
              "{\"status\":\"alive\",\"version\":\"1\",\"secret\":\"none\"}",
              Duration.ZERO));
      HttpRequest.Builder health =
          HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + "/api/health"));
      assertTold("secret", assertThrows(AssertionError.class, () -> RunningBroker.send(health)));
      assertTold(
          "secret", assertThrows(CompletionException.class, RunningBroker.sending(health)::join));
    }
  }

  private static void assertTold(String member, Throwable failure) {
    assertTrue(failure.toString().contains("'" + member + "'"), failure::toString);
  }
}
