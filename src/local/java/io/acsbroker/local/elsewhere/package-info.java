/**
 * The sample company's own sign-in, beside Entra's: an OpenID provider that knows the people of the
 * directory by accounts of its own, and issues access tokens in which it has put who they are in
 * Entra. It exists for brokers with {@code BROKER_CALLER_ISSUERS}.
 */
@NullMarked
package io.acsbroker.local.elsewhere;

import org.jspecify.annotations.NullMarked;
