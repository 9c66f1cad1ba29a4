package io.acsbroker.token;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A stable version of ACS's identity API, which is named by its date. What came with which version
 * is in the specification; a version that is not known here has what the ones before it have.
 *
 * @see <a
 *     href="https://github.com/Azure/azure-rest-api-specs/tree/main/specification/communication/data-plane/Identity/stable">The
 *     specification</a>
 */
public record AcsApiVersion(LocalDate date) {
  private static final Pattern TEXT = Pattern.compile("(\\d{4})-(\\d{2})-(\\d{2})");
  private static final LocalDate SCOPES_FOR_JOINING = LocalDate.of(2023, 10, 1);

  /** The first version that has all that this broker asks for by a stable one. */
  public static final AcsApiVersion FIRST_WHOLE = firstWhole();

  /** Reads {@code 2025-06-30}, say; empty for any other text, and for a preview. */
  public static Optional<AcsApiVersion> parse(String text) {
    Matcher parts = TEXT.matcher(text);
    try {
      return parts.matches()
          ? Optional.of(
              new AcsApiVersion(LocalDate.of(part(parts, 1), part(parts, 2), part(parts, 3))))
          : Optional.empty();
    } catch (DateTimeException noDay) {
      return Optional.empty();
    }
  }

  // LocalDate.parse would load a formatter before the first answer
  private static int part(Matcher parts, int group) {
    return Integer.parseInt(parts.group(group));
  }

  /** As it stands in a request. */
  public String text() {
    return date.toString();
  }

  /** Whether tokens of identities can have this scope. */
  public boolean has(AcsScope scope) {
    return switch (scope) {
      case CHAT, VOIP -> true;
      case CHAT_JOIN, CHAT_JOIN_LIMITED, VOIP_JOIN -> !date.isBefore(SCOPES_FOR_JOINING);
    };
  }

  private static AcsApiVersion firstWhole() {
    LocalDate latest = SCOPES_FOR_JOINING;
    for (ExchangeRoute route : ExchangeRoute.values()) {
      Optional<AcsApiVersion> since = route.atAcs().since();
      if (since.isPresent() && since.get().date().isAfter(latest)) {
        latest = since.get().date();
      }
    }
    return new AcsApiVersion(latest);
  }
}
