/**
 * Authenticity: an Entra token becomes a {@link io.acsbroker.subject.VerifiedToken}, a caller token
 * of another issuer a {@link io.acsbroker.subject.ForeignCaller}, or either a reason why not.
 * Whoever holds one of the two may rely on every check of it having passed, in the order that
 * {@code docs/architecture.md} gives.
 */
@NullMarked
package io.acsbroker.subject;

import org.jspecify.annotations.NullMarked;
