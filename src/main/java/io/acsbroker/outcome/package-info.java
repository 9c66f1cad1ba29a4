/**
 * What can come of a request: a token, an identity, or a refusal with a stable code; and what a
 * request leaves behind for its operator. Nothing here decides who may.
 */
@NullMarked
package io.acsbroker.outcome;

import org.jspecify.annotations.NullMarked;
