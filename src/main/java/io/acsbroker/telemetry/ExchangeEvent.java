package io.acsbroker.telemetry;

import java.time.Duration;
import java.util.Optional;

/**
 * What is said of an exchange beyond its request: enough to find out what went wrong for whom, and
 * no token, name or object id in the clear.
 *
 * @param stage how far it came
 * @param source where the answer came from
 * @param tokenHash the subject token's fingerprint
 * @param client that the subject token was issued to
 * @param callerClient that the caller token was issued to
 * @param userHash the fingerprint of {@code tenant/objectId}
 * @param tokenId Entra's id of the token ({@code uti}), which its sign-in log has too
 * @param callerTokenId the same of the caller token
 * @param verifying the time spent on the token, of which signing keys are all that can take long
 * @param delegating the time spent on a token on behalf of the caller
 * @param signingIn the time spent on the managed identity's token
 * @param asking the time spent on ACS
 * @param acsTries how often ACS was asked
 * @param acsCorrelationId ACS's id of its answer
 * @param keeping the time spent on the table of identities, where it was asked
 * @param identity what happened to the user's identity; empty where nothing did
 */
public record ExchangeEvent(
    String stage,
    String source,
    Optional<String> tokenHash,
    Optional<String> tenant,
    Optional<String> client,
    Optional<String> callerClient,
    Optional<String> userHash,
    Optional<String> tokenId,
    Optional<String> callerTokenId,
    Duration verifying,
    Duration delegating,
    Duration signingIn,
    Duration asking,
    int acsTries,
    Optional<String> acsCorrelationId,
    Optional<Duration> keeping,
    String identity,
    int ignoredHeaderParameters) {}
