package io.acsbroker.delegation;

import com.microsoft.aad.msal4j.AuthenticationErrorCode;
import com.microsoft.aad.msal4j.InteractionRequiredExceptionReason;
import com.microsoft.aad.msal4j.MsalInteractionRequiredException;
import com.microsoft.aad.msal4j.MsalServiceException;
import io.acsbroker.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An error of Entra's token endpoint: what of it is for programs, and nothing of its text, which
 * names people.
 *
 * @param code {@code error}; {@code unknown} where the answer was none that OAuth knows
 * @param numbers those of {@code AADSTS}, without the letters
 * @param suberror as far as msal4j tells
 * @param claims the claims challenge, JSON
 * @param trace what Microsoft's support wants to know
 * @see <a href="https://learn.microsoft.com/entra/identity-platform/reference-error-codes">Entra's
 *     error codes</a>
 */
record EntraError(
    String code,
    List<Integer> numbers,
    InteractionRequiredExceptionReason suberror,
    Optional<String> claims,
    Optional<String> trace) {
  static final EntraError NONE =
      new EntraError(
          "unknown",
          List.of(),
          InteractionRequiredExceptionReason.NONE,
          Optional.empty(),
          Optional.empty());

  /** What msal4j calls an answer that it cannot read: no code of Entra's. */
  private static final String UNREADABLE = AuthenticationErrorCode.INVALID_JSON;

  private static final Pattern CODE = Pattern.compile("[a-z_]{1,40}");
  private static final Pattern NUMBER = Pattern.compile("AADSTS(\\d{4,9}):");
  private static final Pattern TRACE = Pattern.compile("Trace ID: ([0-9a-f-]{36})");
  private static final int MOST_NUMBERS = 4;
  private static final int MAX_CLAIMS = 4_096;

  static EntraError of(MsalServiceException exception) {
    String text = exception.getMessage() == null ? "" : exception.getMessage();
    Matcher trace = TRACE.matcher(text);
    boolean traced = trace.find();
    return new EntraError(
        Optional.ofNullable(exception.errorCode())
            .filter(code -> CODE.matcher(code).matches() && !code.equals(UNREADABLE))
            .orElse(NONE.code),
        numbers(traced ? text.substring(0, trace.start()) : text),
        exception instanceof MsalInteractionRequiredException required
            ? required.reason()
            : InteractionRequiredExceptionReason.NONE,
        Optional.ofNullable(exception.claims()).filter(EntraError::isClaimsRequest),
        traced ? Optional.of(trace.group(1)) : Optional.empty());
  }

  /** Bounded, since it goes into a header of the broker's answer. */
  private static boolean isClaimsRequest(String claims) {
    return claims.length() <= MAX_CLAIMS && JsonObject.parse(claims).isPresent();
  }

  private static List<Integer> numbers(String text) {
    return NUMBER
        .matcher(text)
        .results()
        .map((MatchResult found) -> Integer.valueOf(found.group(1)))
        .distinct()
        .limit(MOST_NUMBERS)
        .toList();
  }

  /** Codes and numbers for the operator's log; empty where there are none. */
  String diagnosis() {
    Stream<String> named = numbers.stream().map(number -> "AADSTS" + number);
    Stream<String> sub =
        suberror == InteractionRequiredExceptionReason.NONE
            ? Stream.empty()
            : Stream.of(suberror.name().toLowerCase(Locale.ROOT));
    Stream<String> told = code.equals(NONE.code) ? Stream.empty() : Stream.of(code);
    return Stream.of(told, sub, named, trace.map(id -> "trace " + id).stream())
        .flatMap(parts -> parts)
        .collect(Collectors.joining(", "));
  }
}
