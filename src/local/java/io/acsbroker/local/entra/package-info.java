/**
 * Microsoft Entra on a developer's machine: organisations, their users, and tokens that look
 * exactly like real ones but are signed with keys made at start. It publishes those keys where
 * Entra does, and issues tokens on behalf of users to the broker's API alone, as Entra would. It
 * signs whatever it is told to, for that is what tests need, and so it must never be trusted
 * outside the local cloud.
 */
@NullMarked
package io.acsbroker.local.entra;

import org.jspecify.annotations.NullMarked;
