/**
 * Authenticity: an Entra token becomes a {@link io.acsbroker.subject.VerifiedToken}, or a reason
 * why not. Whoever holds a verified token may rely on every check of it having passed, in the order
 * that {@code docs/architecture.md} gives. The only room that knows how tokens are signed.
 */
@NullMarked
package io.acsbroker.subject;

import org.jspecify.annotations.NullMarked;
