/**
 * The keys with which issuers sign: where they are, fetched when they are needed and kept as long
 * as they may be, and what they verify. Only what is public, strong enough and for signatures is a
 * {@link io.acsbroker.keys.SigningKey}. Whose keys are asked for is for others to say.
 */
@NullMarked
package io.acsbroker.keys;

import org.jspecify.annotations.NullMarked;
