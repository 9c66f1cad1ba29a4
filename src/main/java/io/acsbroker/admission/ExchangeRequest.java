package io.acsbroker.admission;

import io.acsbroker.token.ClientId;
import io.acsbroker.token.ObjectId;
import io.acsbroker.token.ReceivedToken;
import java.util.Optional;

/**
 * What a client asks for.
 *
 * @param bearer the credential: the subject token itself, or the caller token where callers have
 *     one
 * @param subjectToken the subject token that was sent beside a caller token
 * @param assertedUser whom the client believes its user to be, where it says so
 * @param assertedClient which client it believes to be, where it says so
 */
public record ExchangeRequest(
    ReceivedToken bearer,
    Optional<ReceivedToken> subjectToken,
    Optional<ObjectId> assertedUser,
    Optional<ClientId> assertedClient) {}
