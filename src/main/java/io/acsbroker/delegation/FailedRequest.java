package io.acsbroker.delegation;

import com.microsoft.aad.msal4j.InteractionRequiredExceptionReason;
import com.microsoft.aad.msal4j.MsalException;
import com.microsoft.aad.msal4j.MsalServiceException;
import com.microsoft.aad.msal4j.MsalThrottlingException;
import io.acsbroker.azure.CallFailure;
import io.acsbroker.azure.ManagedIdentityException;
import io.acsbroker.delegation.Delegation.Cause;
import io.acsbroker.delegation.Delegation.RefusalReason;
import io.acsbroker.delegation.Delegation.Refused;
import io.acsbroker.delegation.Delegation.Unavailable;
import io.acsbroker.net.AnswerTooLargeException;
import io.acsbroker.net.MediaType;
import io.acsbroker.net.NoAnswerException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tells what a failed request means. Whether anybody decided is asked first, then for consent,
 * which no other answer brings about, then for a claims challenge, then for what numbers and codes
 * mean.
 */
final class FailedRequest {
  private final Throwable failure;
  private final RecordingHttp answer;
  private final Duration retryAfter;

  private FailedRequest(Throwable failure, RecordingHttp answer, Instant now) {
    this.failure = failure;
    this.answer = answer;
    this.retryAfter =
        EntraThrottle.HEADER.parse(answer.retryAfter(), now).orElse(EntraThrottle.USUAL);
  }

  /**
   * Returns what a failure of msal4j means.
   *
   * @throws IllegalStateException where it is a bug
   */
  static Delegation meaning(Throwable failure, RecordingHttp answer, Instant now) {
    return new FailedRequest(failure, answer, now).meaning();
  }

  private Delegation meaning() {
    ManagedIdentityException identity = cause(ManagedIdentityException.class);
    if (identity != null) {
      return new Unavailable(
          Cause.MANAGED_IDENTITY_UNAVAILABLE, EntraThrottle.USUAL, identity.diagnosis());
    }
    MsalThrottlingException heldBack = cause(MsalThrottlingException.class);
    if (heldBack != null) {
      Duration wait = EntraThrottle.HEADER.within(Duration.ofMillis(heldBack.retryInMs()));
      return new Unavailable(Cause.ENTRA_THROTTLED, wait, "held back by msal4j");
    }
    return answer.status().isPresent() ? answered(answer.status().getAsInt()) : unanswered();
  }

  private Delegation answered(int status) {
    MsalServiceException told = cause(MsalServiceException.class);
    EntraError error = told == null ? EntraError.NONE : EntraError.of(told);
    String diagnosis =
        Stream.of(MediaType.beside(status, answer.contentType()), error.diagnosis())
            .filter(part -> !part.isEmpty())
            .collect(Collectors.joining(", "));
    return unavailable(status, error)
        .<Delegation>map(cause -> new Unavailable(cause, retryAfter, diagnosis))
        .orElseGet(() -> new Refused(reason(error), error.claims(), diagnosis));
  }

  private Delegation unanswered() {
    NoAnswerException unreachable = cause(NoAnswerException.class);
    if (unreachable != null) {
      return new Unavailable(Cause.ENTRA_UNAVAILABLE, retryAfter, unreachable.sentence());
    }
    AnswerTooLargeException large = cause(AnswerTooLargeException.class);
    if (large != null) {
      return new Unavailable(Cause.ENTRA_UNAVAILABLE, retryAfter, large.sentence());
    }
    if (cause(InterruptedException.class) != null) {
      return new Unavailable(Cause.ENTRA_UNAVAILABLE, retryAfter, CallFailure.GIVEN_UP);
    }
    MsalException unsent = cause(MsalException.class);
    if (unsent != null) {
      return new Refused(
          RefusalReason.BROKER_DENIED, Optional.empty(), UnusableCredentialException.DIAGNOSIS);
    }
    throw new IllegalStateException("A request to Entra broke", failure);
  }

  private static Optional<Cause> unavailable(int status, EntraError error) {
    Optional<Cause> numbered =
        error.numbers().stream().flatMap(number -> ErrorNumber.cause(number).stream()).findFirst();
    if (status == 429) {
      return numbered
          .filter(Cause.ENTRA_FOUND_LOOP::equals)
          .or(() -> Optional.of(Cause.ENTRA_THROTTLED));
    }
    boolean down = status == 408 || status >= 500 || error.code().equals("temporarily_unavailable");
    return numbered.isEmpty() && down ? Optional.of(Cause.ENTRA_UNAVAILABLE) : numbered;
  }

  private static RefusalReason reason(EntraError error) {
    Optional<RefusalReason> numbered =
        error.numbers().stream().flatMap(number -> ErrorNumber.reason(number).stream()).findFirst();
    RefusalReason reason = numbered.orElseGet(() -> reason(error.code()));
    if (reason == RefusalReason.CONSENT_MISSING
        || error.suberror() == InteractionRequiredExceptionReason.CONSENT_REQUIRED) {
      return RefusalReason.CONSENT_MISSING;
    }
    return error.claims().isPresent() ? RefusalReason.INTERACTION_REQUIRED : reason;
  }

  private static RefusalReason reason(String code) {
    return switch (code) {
      case "consent_required" -> RefusalReason.CONSENT_MISSING;
      case "interaction_required", "login_required", "invalid_grant" ->
          RefusalReason.INTERACTION_REQUIRED;
      case "invalid_client",
          "unauthorized_client",
          "invalid_request",
          "invalid_scope",
          "invalid_resource",
          "unsupported_grant_type" ->
          RefusalReason.BROKER_DENIED;
      default -> RefusalReason.ANSWER_NOT_UNDERSTOOD;
    };
  }

  private <T extends Throwable> @Nullable T cause(Class<T> type) {
    return causes().filter(type::isInstance).map(type::cast).findFirst().orElse(null);
  }

  private Stream<Throwable> causes() {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause);
  }
}
