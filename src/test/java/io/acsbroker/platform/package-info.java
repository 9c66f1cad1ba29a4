/**
 * Checks against Microsoft's own Functions host and Java worker, where they are at hand: {@code
 * .ci/platform} runs them, and {@code .ci/openapi} one that does without it too. They are no part
 * of {@code ./mvnw verify}.
 */
@NullMarked
package io.acsbroker.platform;

import org.jspecify.annotations.NullMarked;
