package io.acsbroker.http;

import io.acsbroker.token.AcsIdentity;
import io.acsbroker.token.IssuedToken;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a function answers, before it is written as HTTP. */
sealed interface Answer {
  int status();

  /** The code of the answer in the log. */
  String code();

  /** More exact than the code, for the operator's log alone; empty where the code says it all. */
  String reason();

  /** The code of every success in the log. */
  sealed interface Success extends Answer {
    @Override
    default int status() {
      return 200;
    }

    @Override
    default String reason() {
      return "";
    }
  }

  /** 200 with the token of an exchange. */
  record Token(IssuedToken token) implements Success {
    @Override
    public String code() {
      return "granted";
    }
  }

  /** 200 or 201 with the user's ACS identity. */
  record Identity(AcsIdentity identity, boolean made) implements Success {
    @Override
    public int status() {
      return made ? 201 : 200;
    }

    @Override
    public String code() {
      return made ? "made" : "found";
    }
  }

  /** 201 with a token of the user's ACS identity. */
  record IdentityToken(IssuedToken token) implements Success {
    @Override
    public int status() {
      return 201;
    }

    @Override
    public String code() {
      return "granted";
    }
  }

  /** 204, with nothing in the body. */
  record Nothing() implements Success {
    @Override
    public int status() {
      return 204;
    }

    @Override
    public String code() {
      return "done";
    }
  }

  /** The answer of a health check. */
  record Health(String healthStatus, String version) implements Success {
    @Override
    public String code() {
      return healthStatus;
    }
  }

  /**
   * Why there is none, as RFC 9457 has it.
   *
   * @param code stable, for programs
   * @param members of the body beside those that every problem has
   * @param headers beside those that every answer has
   * @param retryAfter when to try again, which stands in both
   */
  record Problem(
      int status,
      String code,
      String detail,
      String reason,
      Map<String, String> members,
      Map<String, String> headers,
      Optional<Duration> retryAfter)
      implements Answer {
    /** A problem without headers and members of its own. */
    static Problem of(int status, String code, String detail) {
      return new Problem(status, code, detail, "", Map.of(), Map.of(), Optional.empty());
    }

    Problem withReason(String newReason) {
      return new Problem(status, code, detail, newReason, members, headers, retryAfter);
    }

    Problem withRetryAfter(Duration newRetryAfter) {
      return new Problem(
          status, code, detail, reason, members, headers, Optional.of(newRetryAfter));
    }

    /** Adds a member where the value is not null. */
    Problem with(String member, @Nullable String value) {
      return new Problem(
          status, code, detail, reason, joined(members, member, value), headers, retryAfter);
    }

    Problem withHeader(String header, String value) {
      return new Problem(
          status, code, detail, reason, members, joined(headers, header, value), retryAfter);
    }

    Problem withChallenge(String challenge) {
      return withHeader("WWW-Authenticate", challenge);
    }

    private static Map<String, String> joined(
        Map<String, String> map, String name, @Nullable String value) {
      Map<String, String> joined = new LinkedHashMap<>(map);
      if (value != null) {
        joined.put(name, value);
      }
      return Collections.unmodifiableMap(joined);
    }
  }
}
