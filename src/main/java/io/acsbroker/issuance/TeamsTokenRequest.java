package io.acsbroker.issuance;

import io.acsbroker.token.ClientId;
import io.acsbroker.token.EntraToken;
import io.acsbroker.token.ObjectId;

/**
 * What ACS wants to know to issue a token for a Teams user. ACS compares client and user with the
 * token, so all three come from one verified token.
 *
 * @see <a
 *     href="https://learn.microsoft.com/azure/communication-services/concepts/interop/custom-teams-endpoint-authentication-overview">
 *     Authentication of Teams users</a>
 */
public record TeamsTokenRequest(EntraToken token, ClientId client, ObjectId user) {}
