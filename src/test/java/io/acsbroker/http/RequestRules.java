package io.acsbroker.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.util.JSONObjectUtils;
import io.acsbroker.admission.ExchangeRequest;
import java.text.ParseException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What must hold of a request that is taken, written a second time and with another JSON library.
 *
 * @param body empty where there is none
 * @param callers whether the subject token comes beside the credential
 */
record RequestRules(Map<String, String> headers, String body, boolean callers) {
  private static final String GUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";

  void assertTakenForWhatItSays(ExchangeRequest request) {
    String credentials = headers.getOrDefault("authorization", "").strip();
    assertEquals("bearer", credentials.substring(0, 6).toLowerCase(Locale.ROOT));
    // The whole of the header: nothing of it goes unseen, a second token say
    assertEquals(credentials.substring(6).strip(), request.bearer().value());
    assertFalse(request.bearer().value().matches("(?is)undefined|null|[\"'\\[{<(].*|"), "none");
    Map<String, Object> asserted = body.isEmpty() ? Map.of() : parsed();
    assertSubjectToken(asserted, request);
    Set<String> members = Set.of("userObjectId", "clientId", "accessToken");
    assertTrue(members.containsAll(asserted.keySet()), "unchecked");
    assertEquals(id(asserted, "userObjectId"), request.assertedUser().map(user -> user.value()));
    assertEquals(id(asserted, "clientId"), request.assertedClient().map(client -> client.value()));
    assertTrue(body.isEmpty() ? !isAnnounced() : isJson(), headers.toString());
    assertTrue(body.getBytes(UTF_8).length <= 32_768, "too large");
  }

  /** One token, wherever it stands; none that is none, and none where nobody would look at it. */
  private void assertSubjectToken(Map<String, Object> asserted, ExchangeRequest request) {
    Set<String> sent = new HashSet<>();
    if (headers.containsKey("teams-user-aad-token")) {
      sent.add(headers.get("teams-user-aad-token").strip());
    }
    if (asserted.containsKey("accessToken")) {
      sent.add(((String) asserted.get("accessToken")).strip());
    }
    assertTrue(callers || sent.isEmpty());
    assertFalse(sent.contains(""));
    assertEquals(sent, request.subjectToken().map(token -> Set.of(token.value())).orElse(Set.of()));
  }

  private Map<String, Object> parsed() {
    try {
      return JSONObjectUtils.parse(body);
    } catch (ParseException noJson) {
      throw new AssertionError("another library does not take it for JSON", noJson);
    }
  }

  /** The id of a member that is there, in lower case; never empty for one that is no id. */
  private static Optional<String> id(Map<String, Object> asserted, String member) {
    if (!asserted.containsKey(member)) {
      return Optional.empty();
    }
    String id = String.valueOf(asserted.get(member)).toLowerCase(Locale.ROOT);
    assertTrue(id.matches(GUID), member);
    return Optional.of(id);
  }

  private boolean isAnnounced() {
    boolean chunked = headers.containsKey("transfer-encoding");
    boolean typed = headers.containsKey("content-type");
    return chunked
        || (headers.containsKey("content-length")
            ? !headers.get("content-length").strip().equals("0")
            : typed);
  }

  private boolean isJson() {
    String type = headers.getOrDefault("content-type", "");
    return type.replaceFirst("(?s);.*", "").strip().equalsIgnoreCase("application/json");
  }
}
