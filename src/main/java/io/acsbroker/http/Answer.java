package io.acsbroker.http;

import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import io.acsbroker.outcome.RefusalCode;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a function answers, before it is written as HTTP. */
sealed interface Answer {
  int status();

  /** Writes it as the response to the request. */
  HttpResponseMessage write(HttpRequestMessage<?> request, String correlationId);

  /** The code of the answer in the log. */
  String code();

  /** More exact than the code, for the operator's log alone; empty where the code says it all. */
  String reason();

  /** What was found, for the operator's log too; empty where nothing was. */
  String details();

  /**
   * What was asked for. {@link #toString} does not show the body, which may have a token.
   *
   * @param code of the success, for the log
   * @param json the body; empty for none
   * @param serverTiming the header of that name; empty for none
   */
  record Success(int status, String code, String json, String serverTiming) implements Answer {
    /** A success that says nothing of where the time went. */
    Success(int status, String code, String json) {
      this(status, code, json, "");
    }

    Success timed(String newServerTiming) {
      return new Success(status, code, json, newServerTiming);
    }

    @Override
    public HttpResponseMessage write(HttpRequestMessage<?> request, String correlationId) {
      return ResponseWriter.write(request, this);
    }

    @Override
    public String reason() {
      return "";
    }

    @Override
    public String details() {
      return "";
    }

    @Override
    public String toString() {
      return "Success[" + status + ", " + code + ", redacted]";
    }
  }

  /**
   * Why there is nothing of what was asked for, as RFC 9457 has it.
   *
   * @param refusal the code, with its title and its address
   * @param members of the body beside those that every problem has
   * @param lists members of the body that are lists of texts
   * @param headers beside those that every answer has
   * @param retryAfter when to try again, which stands in both
   */
  record Problem(
      int status,
      RefusalCode refusal,
      String detail,
      String reason,
      String details,
      Map<String, String> members,
      Map<String, List<String>> lists,
      Map<String, String> headers,
      Optional<Duration> retryAfter)
      implements Answer {
    private static final String CHALLENGE = "WWW-Authenticate";

    /** A problem without headers and members of its own. */
    static Problem of(RefusalCode refusal, String detail) {
      return new Problem(
          refusal.status(),
          refusal,
          detail,
          "",
          "",
          Map.of(),
          Map.of(),
          Map.of(),
          Optional.empty());
    }

    @Override
    public HttpResponseMessage write(HttpRequestMessage<?> request, String correlationId) {
      return ResponseWriter.write(request, this, correlationId);
    }

    @Override
    public String code() {
      return refusal.text();
    }

    /** The same by another status of the code's. */
    Problem withStatus(int newStatus) {
      return new Problem(
          newStatus, refusal, detail, reason, details, members, lists, headers, retryAfter);
    }

    Problem withReason(String newReason) {
      return withReason(newReason, "");
    }

    Problem withReason(String newReason, String newDetails) {
      return new Problem(
          status, refusal, detail, newReason, newDetails, members, lists, headers, retryAfter);
    }

    Problem withRetryAfter(Duration newRetryAfter) {
      return with(members, lists, headers, Optional.of(newRetryAfter));
    }

    /** Adds a member where the value is not null. */
    Problem with(String member, @Nullable String value) {
      return with(joined(members, member, value), lists, headers, retryAfter);
    }

    /** Adds a member that is a list of texts. */
    Problem with(String member, List<String> texts) {
      return with(members, joined(lists, member, texts), headers, retryAfter);
    }

    Problem withHeader(String header, String value) {
      return with(members, lists, joined(headers, header, value), retryAfter);
    }

    private Problem with(
        Map<String, String> newMembers,
        Map<String, List<String>> newLists,
        Map<String, String> newHeaders,
        Optional<Duration> newRetryAfter) {
      return new Problem(
          status,
          refusal,
          detail,
          reason,
          details,
          newMembers,
          newLists,
          newHeaders,
          newRetryAfter);
    }

    Problem withChallenge(String challenge) {
      return withHeader(CHALLENGE, challenge);
    }

    /** Adds to a challenge, where there is one, where the metadata of the resource is. */
    Problem withMetadata(String address) {
      String challenge = headers.get(CHALLENGE);
      return challenge == null
          ? this
          : withChallenge(BearerChallenge.withMetadata(challenge, address));
    }

    private static <T> Map<String, T> joined(Map<String, T> map, String name, @Nullable T value) {
      Map<String, T> joined = new LinkedHashMap<>(map);
      if (value != null) {
        joined.put(name, value);
      }
      return Collections.unmodifiableMap(joined);
    }
  }
}
