package io.acsbroker.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Answers that another program got and wrote down.
 *
 * @see <a href="http://www.softwareishard.com/blog/har-12-spec/">HTTP Archive 1.2</a>
 */
public final class HttpArchive {
  private final List<Answered> answers = new ArrayList<>();

  private HttpArchive() {}

  public static HttpArchive read(Path file) throws IOException {
    HttpArchive archive = new HttpArchive();
    for (JsonNode entry : new ObjectMapper().readTree(file.toFile()).at("/log/entries")) {
      archive.answers.add(answered(entry.get("request"), entry.get("response")));
    }
    return archive;
  }

  private static Answered answered(JsonNode request, JsonNode response) {
    Map<String, String> headers = new HashMap<>();
    response
        .get("headers")
        .forEach(header -> headers.put(header.get("name").asText(), header.get("value").asText()));
    return new Answered(
        request.get("method").asText(),
        URI.create(request.get("url").asText()).getPath(),
        request.get("bodySize").asLong(),
        response.get("status").asInt(),
        headers,
        response.at("/content/text").asText());
  }

  public int size() {
    return answers.size();
  }

  /** What of the answers docs/openapi.yaml does not describe, each fault once. */
  public Set<String> faults() {
    Set<String> faults = new TreeSet<>();
    for (Answered answer : answers) {
      DescribedAnswer.faults(answer)
          .forEach(fault -> faults.add(asked(answer) + " " + answer.status() + ": " + fault));
    }
    return faults;
  }

  /** Which requests succeeded, like {@code GET /api/user}. */
  public Set<String> succeeded() {
    Set<String> succeeded = new TreeSet<>();
    answers.stream()
        .filter(answer -> answer.status() < 300)
        .forEach(answer -> succeeded.add(asked(answer)));
    return succeeded;
  }

  private static String asked(Answered answer) {
    return answer.method() + " " + answer.path();
  }
}
