/**
 * Azure Communication Services on a developer's machine, over TLS: the exchange of a Teams user's
 * Entra token. It verifies credential and token by itself, sharing no code with the broker, and
 * refuses in the order and the words of the real service.
 */
@NullMarked
package io.acsbroker.local.acs;

import org.jspecify.annotations.NullMarked;
