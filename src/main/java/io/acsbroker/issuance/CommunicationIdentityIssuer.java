package io.acsbroker.issuance;

import com.azure.communication.identity.CommunicationIdentityClient;
import com.azure.communication.identity.models.GetTokenForTeamsUserOptions;
import com.azure.core.credential.AccessToken;
import com.azure.core.exception.HttpResponseException;
import io.acsbroker.issuance.Issuance.Cause;
import io.acsbroker.issuance.Issuance.Issued;
import io.acsbroker.issuance.Issuance.RefusalReason;
import io.acsbroker.issuance.Issuance.Refused;
import io.acsbroker.issuance.Issuance.Unavailable;
import io.acsbroker.token.IssuedToken;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;

/** Issues tokens with Microsoft's own client for Azure Communication Services identity. */
public final class CommunicationIdentityIssuer implements TokenIssuer {
  static final Duration DEFAULT_RETRY_AFTER = Duration.ofSeconds(5);

  /** It expires with the subject token, for which a clock that is wrong is allowed for too. */
  private static final Duration CLOCK_SKEW = Duration.ofMinutes(1);

  private static final int CAUSES_LOOKED_AT = 10;

  private final CommunicationIdentityClient client;
  private final InstantSource clock;

  /** Makes the client. It opens no connection before the first token is asked for. */
  public CommunicationIdentityIssuer(ResourceCredential credential, InstantSource clock) {
    this.client = CommunicationIdentityClients.create(credential, clock);
    this.clock = clock;
  }

  @Override
  public Issuance issue(TeamsTokenRequest request) {
    GetTokenForTeamsUserOptions options =
        new GetTokenForTeamsUserOptions(
            request.token().value(), request.client().value(), request.user().value());
    try {
      return issuance(client.getTokenForTeamsUser(options));
    } catch (ManagedIdentityException unavailable) {
      return new Unavailable(
          Cause.MANAGED_IDENTITY_UNAVAILABLE, DEFAULT_RETRY_AFTER, unavailable.diagnosis());
    } catch (HttpResponseException answer) {
      return AcsAnswer.of(answer).issuance(clock.instant());
    } catch (RuntimeException failure) {
      return failed(failure);
    }
  }

  private Issuance issuance(AccessToken token) {
    boolean usable =
        token.getToken() != null
            && !token.getToken().isEmpty()
            && token.getExpiresAt().toInstant().isAfter(clock.instant().minus(CLOCK_SKEW));
    return usable
        ? new Issued(new IssuedToken(token.getToken(), token.getExpiresAt().toInstant()))
        : new Refused(RefusalReason.ANSWER_NOT_UNDERSTOOD, "empty or expired token");
  }

  private static Issuance failed(RuntimeException failure) {
    List<Throwable> causes =
        Stream.<Throwable>iterate(failure, cause -> cause != null, Throwable::getCause)
            .limit(CAUSES_LOOKED_AT)
            .toList();
    boolean unreachable = causes.stream().anyMatch(IOException.class::isInstance);
    String diagnosis = causes.getLast().getClass().getName();
    return unreachable
        ? new Unavailable(Cause.ACS_UNAVAILABLE, DEFAULT_RETRY_AFTER, diagnosis)
        : new Refused(RefusalReason.ANSWER_NOT_UNDERSTOOD, diagnosis);
  }
}
