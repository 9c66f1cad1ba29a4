package io.acsbroker.http;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.TreeMap;

/** Headers and bodies that a fuzzer makes up: often nearly right, sometimes of anything. */
final class FuzzedRequest {
  private static final Map<String, List<String>> HEADERS =
      new TreeMap<>(
          Map.of(
              "authorization", List.of("Bearer x.y.z", "bearer\tx", "Bearer", "Bearer x,Bearer y"),
              "content-type",
                  List.of("application/json", "application/json; charset=utf-8", "text/x"),
              "content-length", List.of("0", " 0 ", "2", "-0", ""),
              "transfer-encoding", List.of("chunked", "identity")));

  private static final List<String> MEMBERS =
      List.of("userObjectId", "clientId", "accessToken", "userobjectid", "\\u0063lientId");
  private static final List<String> VALUES =
      List.of(
          "\"bcb2ef49-75df-4f72-aa17-6d4782335a19\"",
          "\"7F5D1927-25EB-4DD2-AF04-34D4735B6C38\"",
          "\"\\u0062cb2ef49-75df-4f72-aa17-6d4782335a19\"",
          "null",
          "[\"7f5d1927-25eb-4dd2-af04-34d4735b6c38\"]",
          "1");

  private FuzzedRequest() {}

  static Map<String, String> headers(FuzzedDataProvider data) {
    Map<String, String> headers = new HashMap<>();
    HEADERS.forEach(
        (name, values) -> {
          switch (data.consumeInt(0, 5)) {
            case 0 -> {}
            case 1 -> headers.put(name, data.consumeString(80));
            case 2 -> headers.put(name, data.consumeString(8) + data.pickValue(values));
            default -> headers.put(name, data.pickValue(values));
          }
        });
    if (data.consumeInt(0, 15) == 15) {
      headers.put("teams-user-aad-token", data.consumeString(8));
    }
    return headers;
  }

  static Optional<String> body(FuzzedDataProvider data) {
    return switch (data.consumeInt(0, 5)) {
      case 0 -> Optional.empty();
      case 1 -> Optional.of("");
      case 2 -> Optional.of(data.consumeRemainingAsString());
      case 3 -> Optional.of(object(data) + " ".repeat(data.consumeInt(32_600, 32_800)));
      default -> Optional.of(object(data));
    };
  }

  private static String object(FuzzedDataProvider data) {
    StringJoiner members = new StringJoiner(",", "{", "}");
    for (int count = data.consumeInt(0, 3); count > 0; count--) {
      String name = data.consumeInt(0, 7) == 0 ? data.consumeString(20) : data.pickValue(MEMBERS);
      String value = data.consumeInt(0, 7) == 0 ? data.consumeString(60) : data.pickValue(VALUES);
      members.add('"' + name + "\":" + value);
    }
    return members.toString();
  }
}
