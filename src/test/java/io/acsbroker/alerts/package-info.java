/** The alerts of {@code infra/}, evaluated over lines of the log. */
@NullMarked
package io.acsbroker.alerts;

import org.jspecify.annotations.NullMarked;
