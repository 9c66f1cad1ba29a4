package io.acsbroker.openapi;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.acsbroker.repository.Gaps;
import io.acsbroker.repository.YamlFile;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The examples of docs/openapi.yaml, the last part of the file: answers of a local cloud, with
 * tokens shortened and Entra's host in place of its emulator's. With {@code WRITE_TABLES=true} in
 * the environment the test that knows the answers writes them.
 */
public final class ApiExamples {
  private static final Path FILE = ApiDescription.FILE;
  private static final String HEADING = "  examples:\n";
  private static final String EMULATOR = "localhost:\\d+";
  private static final int SHOWN_OF_TOKEN = 10;
  private static final int WIDTH = 85;

  /** Members that differ from answer to answer, and may be of any value. */
  private static final Set<String> VARYING =
      Set.of("token", "expiresIn", "retryAfterSeconds", "version");

  private static final String GUID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";
  private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ";

  private ApiExamples() {}

  /**
   * Fails where the file shows other examples than these, or others in form, or not with the
   * response that they are answers of.
   */
  public static void requireShown(Map<String, HttpResponse<String>> answered) throws IOException {
    Map<String, Map<String, Object>> bodies = new TreeMap<>();
    answered.forEach((name, response) -> bodies.put(name, body(response)));
    if (Boolean.parseBoolean(System.getenv("WRITE_TABLES"))) {
      write(bodies);
    }
    YamlFile shown = YamlFile.read(FILE).child("components").child("examples");
    Gaps gaps = new Gaps();
    gaps.requireSame(bodies.keySet(), shown.names(), FILE.toString(), name -> name);
    gaps.assertNone();
    answered.forEach(
        (name, response) -> {
          Object form = form(body(response));
          Object formShown = form(shown.child(name).child("value").members());
          gaps.require(form.equals(formShown), name + " shows " + formShown + ", not " + form);
          gaps.require(isShownWithItsResponse(name, response), name + " stands nowhere");
        });
    gaps.assertNone();
  }

  private static Map<String, Object> body(HttpResponse<String> response) {
    String text = response.body().replaceAll(EMULATOR, "login.microsoftonline.com");
    try {
      Map<String, Object> body =
          new ObjectMapper().readValue(text, new TypeReference<LinkedHashMap<String, Object>>() {});
      body.computeIfPresent(
          "token", (name, it) -> it.toString().substring(0, SHOWN_OF_TOKEN) + "…");
      return body;
    } catch (JsonProcessingException notJson) {
      throw new AssertionError(text, notJson);
    }
  }

  private static boolean isShownWithItsResponse(String name, HttpResponse<String> response) {
    ApiDescription api = ApiDescription.read();
    JsonPointer described = DescribedAnswer.response(Answered.of(response)).orElseThrow();
    return api.mediaTypes(described).stream()
        .map(type -> api.at(api.media(described, type)).path("examples").path(name))
        .anyMatch(it -> it.path("$ref").asText().equals("#/components/examples/" + name));
  }

  private static Object form(Object value) {
    return switch (value) {
      case Map<?, ?> members ->
          members.entrySet().stream()
              .collect(
                  Collectors.toMap(
                      it -> it.getKey().toString(),
                      it -> VARYING.contains(it.getKey()) ? "any" : form(it.getValue())));
      case List<?> elements -> elements.stream().map(ApiExamples::form).toList();
      case String text -> text.replaceAll(GUID, "a GUID").replaceAll(TIME, "a time");
      default -> value;
    };
  }

  private static void write(Map<String, Map<String, Object>> bodies) throws IOException {
    StringBuilder examples = new StringBuilder();
    bodies.forEach(
        (name, body) ->
            examples.append("    %s:\n      value:\n".formatted(name)).append(yaml(body, 8)));
    String before = Files.readString(FILE).split("(?m)^" + HEADING, 2)[0];
    Files.writeString(FILE, before + HEADING + examples);
  }

  private static String yaml(Map<?, ?> members, int depth) {
    String indent = " ".repeat(depth);
    return members.entrySet().stream()
        .map(it -> indent + it.getKey() + ":" + yaml(it.getValue(), depth + 2) + "\n")
        .collect(Collectors.joining());
  }

  /** As Prettier leaves it: texts in quotes, folded where they are long. */
  private static String yaml(Object value, int depth) {
    String indent = "\n" + " ".repeat(depth);
    return switch (value) {
      case Map<?, ?> members -> "\n" + yaml(members, depth).stripTrailing();
      case List<?> elements ->
          elements.stream()
              .map(it -> indent + "-" + yaml(it, depth + 2))
              .collect(Collectors.joining());
      case String text when text.length() > WIDTH ->
          " >-" + text.replaceAll("(.{1,%d}|\\S+)( |$)".formatted(WIDTH), indent + "$1");
      case String text when text.contains("\"") -> " '" + text.replace("'", "''") + "'";
      case String text -> " \"" + text + "\"";
      default -> " " + value;
    };
  }
}
