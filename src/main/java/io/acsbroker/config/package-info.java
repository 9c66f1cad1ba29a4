/**
 * Settings from the environment to typed records. Every problem is found and reported at once, by
 * the name of the setting and never by its value. Whoever holds a {@link
 * io.acsbroker.config.BrokerConfig} may rely on it being complete and free of contradictions.
 */
@NullMarked
package io.acsbroker.config;

import org.jspecify.annotations.NullMarked;
