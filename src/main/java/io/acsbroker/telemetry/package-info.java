/**
 * One event a request, for the operator: what came of it, why, and how long it took. It takes plain
 * values, and none that could hold a token, a key or personal data.
 */
@NullMarked
package io.acsbroker.telemetry;

import org.jspecify.annotations.NullMarked;
