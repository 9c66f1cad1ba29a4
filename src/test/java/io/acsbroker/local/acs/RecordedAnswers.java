package io.acsbroker.local.acs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.util.JSONObjectUtils;
import io.acsbroker.local.entra.EntraResource;
import io.acsbroker.local.entra.SampleDirectory;
import io.acsbroker.local.entra.TokenOrder;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Requests that were sent to the real service, or stand in its specification, and what it answered.
 * {@code recorded-answers.json} has them with their public sources. What was taken out of a
 * recording ({@code sanitized}) may be anything; ids and times have to be of the same form.
 */
record RecordedAnswers(AcsFixture fixture, Map<String, String> values) {
  private static final Path FILE =
      Path.of("src/test/resources/io/acsbroker/local/acs/recorded-answers.json");

  private static final Set<String> TAKEN_OUT = Set.of("sanitized", "token");
  private static final Pattern GUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
  private static final Pattern TIME =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{7}\\+00:00");

  static RecordedAnswers at(AcsFixture fixture) {
    TokenOrder adele = TokenOrder.forUser(SampleDirectory.ADELE);
    Map<String, String> values = new HashMap<>();
    values.put("{token}", fixture.entra().token(adele));
    values.put("{expiredToken}", fixture.entra().token(adele.withLifetime(Duration.ofSeconds(-1))));
    values.put("{appId}", adele.clientId());
    values.put("{userId}", adele.user().objectId());
    values.put("{foreignIdentity}", "8:acs:" + UUID.randomUUID() + "_" + UUID.randomUUID());
    return new RecordedAnswers(fixture, values);
  }

  /** One after the other, as a test of Microsoft's or a page of theirs has them. */
  record Recording(String name, String source, List<Map<String, Object>> exchanges) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Recording> all() throws Exception {
    Map<String, Object> file = JSONObjectUtils.parse(Files.readString(FILE));
    List<Recording> all = new ArrayList<>();
    for (Map<String, Object> it : JSONObjectUtils.getJSONObjectArray(file, "recordings")) {
      all.add(
          new Recording(
              JSONObjectUtils.getString(it, "name"),
              JSONObjectUtils.getString(it, "source"),
              Arrays.asList(JSONObjectUtils.getJSONObjectArray(it, "exchanges"))));
    }
    return all;
  }

  void play(Recording recording) throws Exception {
    for (Map<String, Object> exchange : recording.exchanges()) {
      compare(
          JSONObjectUtils.getJSONObject(exchange, "answer"),
          JSONObjectUtils.getJSONObject(exchange, "request"),
          recording.source());
    }
  }

  private void compare(Map<String, Object> recorded, Map<String, Object> request, String source)
      throws Exception {
    String id = UUID.randomUUID().toString();
    HttpResponse<String> answer = send(request, id);
    String said = answer.body() + "\nrecorded: " + source;
    assertEquals(JSONObjectUtils.getInt(recorded, "status"), answer.statusCode(), said);
    if (recorded.containsKey("body")) {
      Map<String, Object> body = JSONObjectUtils.parse(answer.body());
      assertEquals(
          form(recorded.get("body"), recorded.get("body")), form(body, recorded.get("body")), said);
      keepIdentity(body);
    }
    compareHeaders(recorded, answer.headers(), said);
    assertEquals(Optional.of(id), answer.headers().firstValue("x-ms-client-request-id"));
  }

  private static void compareHeaders(
      Map<String, Object> recorded, HttpHeaders headers, String said) {
    String vector = headers.firstValue("MS-CV").orElse("");
    assertTrue(vector.matches("[A-Za-z0-9+/]{22}(\\.\\d)+"), vector);
    if (recorded.get("reportsVersions") instanceof Boolean reports) {
      assertEquals(reports, headers.firstValue("api-supported-versions").isPresent(), said);
    }
    if (recorded.get("contentType") instanceof String type) {
      assertEquals(Optional.of(type), headers.firstValue("Content-Type"), said);
    }
  }

  /** What two values have in common that differ only as two recordings of the same would. */
  private static Object form(@Nullable Object value, @Nullable Object recorded) {
    if (value instanceof Map<?, ?> object && recorded instanceof Map<?, ?> like) {
      Map<String, Object> form = new TreeMap<>();
      object.forEach((name, member) -> form.put((String) name, form(member, like.get(name))));
      return form;
    }
    if (value instanceof List<?> list && recorded instanceof List<?> like) {
      List<Object> form = new ArrayList<>();
      for (int i = 0; i < list.size(); i++) {
        form.add(form(list.get(i), i < like.size() ? like.get(i) : null));
      }
      return form;
    }
    String text = String.valueOf(value);
    if (TAKEN_OUT.contains(String.valueOf(recorded)) && !text.isEmpty()) {
      return "anything";
    }
    return text.startsWith("8:acs:")
        ? GUID.matcher(text).replaceAll("<id>")
        : TIME.matcher(text).replaceAll("<time>");
  }

  private void keepIdentity(Map<String, Object> body) throws Exception {
    if (body.containsKey("identity")) {
      String identity =
          JSONObjectUtils.getString(JSONObjectUtils.getJSONObject(body, "identity"), "id");
      values.put("{identity}", identity.replace(":", "%3A"));
    }
  }

  private HttpResponse<String> send(Map<String, Object> request, String id) throws Exception {
    String target =
        filled(JSONObjectUtils.getString(request, "path"))
            + "?api-version="
            + JSONObjectUtils.getString(request, "version");
    Map<String, Object> body = JSONObjectUtils.getJSONObject(request, "body");
    String type = JSONObjectUtils.getString(request, "contentType");
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(URI.create(fixture.acs().endpoint() + target))
            .header("Authorization", authorization(JSONObjectUtils.getString(request, "as")))
            .header("Content-Type", type == null ? "application/json" : type)
            .header("x-ms-client-request-id", id)
            .method(
                JSONObjectUtils.getString(request, "method"),
                body == null
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofString(filled(JSONObjectUtils.toJSONString(body))));
    return fixture.client().send(builder.build(), BodyHandlers.ofString());
  }

  private String authorization(@Nullable String as) throws Exception {
    for (EntraResource resource : List.of(EntraResource.ACS_CLIENTS, EntraResource.TEAMS_PHONE)) {
      if (resource.shortName().equals(as)) {
        TokenOrder order = TokenOrder.forUser(SampleDirectory.ADELE, resource);
        return "Bearer " + fixture.entra().token(order);
      }
    }
    return fixture.identityCredential();
  }

  private String filled(String text) {
    String filled = text;
    for (Map.Entry<String, String> value : values.entrySet()) {
      filled = filled.replace(value.getKey(), value.getValue());
    }
    return filled;
  }
}
