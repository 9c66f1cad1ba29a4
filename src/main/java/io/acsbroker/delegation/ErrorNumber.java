package io.acsbroker.delegation;

import io.acsbroker.delegation.Delegation.Cause;
import io.acsbroker.delegation.Delegation.RefusalReason;
import java.util.Optional;

/**
 * What Entra's error numbers tell beyond {@code error}, which is {@code invalid_grant} for most of
 * what can happen to a user. Microsoft may change them: who is not listed is judged by {@code
 * error}.
 *
 * @see <a href="https://learn.microsoft.com/entra/identity-platform/reference-error-codes">Entra's
 *     error codes</a>
 */
final class ErrorNumber {
  private ErrorNumber() {}

  /** The reason of a refusal with this number; empty for a number that is not listed. */
  static Optional<RefusalReason> reason(int number) {
    return Optional.ofNullable(
        switch (number) {
          // Nobody agreed, or the tenant does not have the application or ACS, which consent makes
          case 65001, 65004, 90008, 90094, 90095, 90099, 700016, 700011, 500011, 650052 ->
              RefusalReason.CONSENT_MISSING;
          // A second factor
          case 50072, 50074, 50076, 50078, 50079, 50158, 50161, 53004, 53010 ->
              RefusalReason.INTERACTION_REQUIRED;
          // A device that the tenant trusts
          case 50005, 50097, 50127, 50129, 50131, 50155, 50187, 53000, 53001, 53002 ->
              RefusalReason.INTERACTION_REQUIRED;
          // A new password, or signing in again
          case 50055, 50056, 50125, 50132, 50133, 50135, 50144, 50173, 16000, 700020 ->
              RefusalReason.INTERACTION_REQUIRED;
          // Disabled, locked, at risk, not in the tenant, not assigned, refused by a policy
          case 50057, 50053, 53011, 530034, 50014, 50020, 50034, 51004, 16003, 90072 ->
              RefusalReason.USER_BLOCKED;
          case 50105, 501051, 53003, 530032, 530035 -> RefusalReason.USER_BLOCKED;
          // Unknown, inactive or deleted, of another cloud, or fenced off by another tenant
          case 90002, 5000224, 5000225, 90038, 50002, 500021, 500022, 500212, 500213 ->
              RefusalReason.TENANT_BLOCKED;
          // Expired, malformed, for somebody else, no access token
          case 50013, 500131, 500133, 500137, 50027, 900384, 240002 ->
              RefusalReason.CALLER_TOKEN_REJECTED;
          // ACS or the broker's application, disabled where the user is
          case 500014, 7000112 -> RefusalReason.APPLICATION_DISABLED;
          // Issuer, audience or subject, but for the letter case too; an identity of another tenant
          case 70021, 700211, 700212, 700213, 7002138, 700222, 700226, 700229, 700236 ->
              RefusalReason.FEDERATION_DENIED;
          case 65002, 65005, 650056, 650057 -> RefusalReason.PERMISSION_MISSING;
          // A wrong secret or signature, or an application that is not made for this
          case 7000215, 7000222, 700023, 700024, 700027, 50012, 50194, 70001, 700025 ->
              RefusalReason.BROKER_DENIED;
          case 7000114, 7000218 -> RefusalReason.BROKER_DENIED;
          default -> null;
        });
  }

  /** The cause of an outage with this number; empty for a number that is not listed. */
  static Optional<Cause> cause(int number) {
    return Optional.ofNullable(
        switch (number) {
          case 50196 -> Cause.ENTRA_FOUND_LOOP;
          case 90055 -> Cause.ENTRA_THROTTLED;
          case 50033, 50087, 50166, 90006, 90012, 90024, 90033, 90090, 90091 ->
              Cause.ENTRA_UNAVAILABLE;
          default -> null;
        });
  }
}
