package io.acsbroker.openapi;

import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Whether docs/openapi.yaml describes an answer: status, headers, media type and body. */
public final class DescribedAnswer {
  private static final ApiDescription API = ApiDescription.read();
  private static final JsonPointer RESPONSES = JsonPointer.compile("/components/responses");
  private static final ObjectMapper STRICT =
      new ObjectMapper()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /** Refusals that come before the method is looked at. */
  private static final Set<String> WHATEVER_THE_METHOD =
      Set.of("misconfigured", "identities_not_enabled", "not_found", "internal_error");

  /** What HTTP and the host put on any answer. */
  private static final Set<String> TRANSPORT =
      Set.of(
          "connection",
          "content-length",
          "content-type",
          "date",
          "server",
          "transfer-encoding",
          "vary");

  /** Bytes of a body, above which the host answers by itself. */
  private static final int HOSTS_LIMIT = 64 * 1024;

  private final Answered answer;
  private final List<String> faults = new ArrayList<>();

  private DescribedAnswer(Answered answer) {
    this.answer = answer;
  }

  /**
   * Fails where an answer of the broker's is not as the description has it.
   *
   * @return the answer
   */
  public static HttpResponse<String> required(HttpResponse<String> response) {
    if (response
        .uri()
        .getPath()
        .toLowerCase(Locale.ROOT)
        .matches("(/api|" + ApiDescription.METADATA + ")(/.*)?")) {
      List<String> faults = faults(Answered.of(response));
      if (!faults.isEmpty()) {
        fail(
            "%s %s %d: %s\n%s"
                .formatted(
                    response.request().method(),
                    response.uri().getPath(),
                    response.statusCode(),
                    String.join("; ", faults),
                    response.body()));
      }
    }
    return response;
  }

  /**
   * Whether some route is described to refuse with this body.
   *
   * @param body JSON, of which nobody knows any more what was asked
   */
  public static boolean isRefusal(String body) {
    return API.responses().stream()
        .map(response -> API.media(response, "application/problem+json"))
        .filter(media -> !API.at(media).isMissingNode())
        .anyMatch(media -> json(body).filter(it -> API.faults(media, it).isEmpty()).isPresent());
  }

  /** What of an answer is not described. */
  static List<String> faults(Answered answer) {
    DescribedAnswer described = new DescribedAnswer(answer);
    if (!described.isOfTheHost()) {
      described.compare();
    }
    return described.faults;
  }

  /** The response of the description that an answer has to be like. */
  static Optional<JsonPointer> response(Answered answer) {
    return new DescribedAnswer(answer).response();
  }

  /** The last paragraph of docs/errors.md: without a body, and without the headers of ours. */
  private boolean isOfTheHost() {
    boolean bare = answer.body().isEmpty() && answer.header("Cache-Control").isEmpty();
    return bare
        && switch (answer.status()) {
          case 204 -> answer.method().equals("OPTIONS");
          case 400, 404, 414, 431 -> true;
          case 500 -> answer.sent() > HOSTS_LIMIT;
          default -> false;
        };
  }

  private void compare() {
    Optional<JsonPointer> response = response();
    if (response.isEmpty()) {
      faults.add("the status is not described");
    } else {
      headers(API.headers(response.get()));
      body(response.get());
    }
  }

  private Optional<JsonPointer> response() {
    String asked = answer.path().toLowerCase(Locale.ROOT).replaceFirst("/$", "");
    if (!API.paths().contains(asked)) {
      return component(
          asked.startsWith(ApiDescription.METADATA)
              ? Map.of(404, "NotFound", 500, "Bug", 503, "Misconfigured")
              : Map.of(404, "NotFound", 500, "Bug"));
    }
    return API.methods(asked).contains(answer.method())
        ? API.response(API.operation(asked, answer.method()), answer.status())
        : toOtherMethod(asked);
  }

  /** A 405, or what any method of the path is answered. */
  private Optional<JsonPointer> toOtherMethod(String path) {
    return component(Map.of(405, "MethodNotAllowed"))
        .or(() -> API.response(API.operation(path, API.methods(path).getFirst()), answer.status()))
        .filter(response -> answer.status() == 405 || comesBeforeTheMethod());
  }

  private boolean comesBeforeTheMethod() {
    return answer.method().equals("HEAD")
        || json(answer.body())
            .map(body -> body.path("code").asText())
            .filter(WHATEVER_THE_METHOD::contains)
            .isPresent();
  }

  private Optional<JsonPointer> component(Map<Integer, String> byStatus) {
    return Optional.ofNullable(byStatus.get(answer.status())).map(RESPONSES::appendProperty);
  }

  private void headers(Map<String, JsonPointer> described) {
    described.forEach(
        (name, header) -> {
          Optional<String> value = answer.header(name);
          if (value.isPresent()) {
            API.faults(header, new TextNode(value.get()))
                .forEach(fault -> faults.add("header " + name + ": " + fault));
          } else if (API.at(header).path("required").asBoolean()) {
            faults.add("the header " + name + " is missing");
          }
        });
    for (String name : answer.headers().keySet()) {
      String lower = name.toLowerCase(Locale.ROOT);
      if (!described.containsKey(name)
          && !TRANSPORT.contains(lower)
          && !lower.startsWith("access-control-allow-")) {
        faults.add("the header " + name + " is not described");
      }
    }
  }

  private void body(JsonPointer response) {
    List<String> types = API.mediaTypes(response);
    if (types.isEmpty() || answer.method().equals("HEAD")) {
      if (!answer.body().isEmpty()) {
        faults.add("there is a body");
      }
      return;
    }
    String type = answer.header("Content-Type").orElse("").replaceFirst("; charset=utf-8$", "");
    if (types.contains(type)) {
      json(answer.body())
          .ifPresentOrElse(
              body -> faults.addAll(API.faults(API.media(response, type), body)),
              () -> faults.add("the body is no JSON"));
    } else {
      faults.add("the type '" + type + "' is not described");
    }
  }

  private static Optional<JsonNode> json(String body) {
    try {
      return Optional.of(STRICT.readTree(body));
    } catch (JsonProcessingException notJson) {
      return Optional.empty();
    }
  }
}
