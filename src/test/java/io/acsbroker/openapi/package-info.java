/** docs/openapi.yaml, and what holds it to what the broker answers. */
@NullMarked
package io.acsbroker.openapi;

import org.jspecify.annotations.NullMarked;
