package io.acsbroker.issuance;

import com.azure.communication.identity.CommunicationIdentityClient;
import com.azure.communication.identity.models.GetTokenForTeamsUserOptions;
import com.azure.core.credential.AccessToken;
import com.azure.core.exception.HttpResponseException;
import com.azure.core.http.rest.Response;
import com.azure.core.util.Context;
import io.acsbroker.token.IssuedToken;
import java.time.InstantSource;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * Asks for a Teams user's token, with Microsoft's own client for Azure Communication Services
 * identity.
 *
 * @param client made when it is first asked for
 */
record TeamsUserCall(Supplier<CommunicationIdentityClient> client, InstantSource clock)
    implements AcsCall {
  @Override
  public AcsReport<Issuance> ask(IssuanceRequest request) {
    GetTokenForTeamsUserOptions options =
        new GetTokenForTeamsUserOptions(
            request.token().value(), request.client().value(), request.subject().user().value());
    try {
      Response<AccessToken> response =
          client.get().getTokenForTeamsUserWithResponse(options, Context.NONE);
      return AcsReport.of(
          issued(response.getValue(), request),
          AcsAnswer.correlationId(response.getHeaders()),
          clock.instant());
    } catch (HttpResponseException exception) {
      return AcsAnswer.of(exception).reply(request.route(), clock.instant());
    }
  }

  private static IssuedToken issued(AccessToken token, IssuanceRequest request) {
    return new IssuedToken(
        Objects.requireNonNullElse(token.getToken(), ""),
        token.getExpiresAt().toInstant(),
        request.subject().teamsUserId());
  }
}
