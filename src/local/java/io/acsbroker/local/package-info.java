/**
 * The local cloud: everything that the broker meets in Azure, on one machine and offline. It is for
 * a developer's machine and for tests, and never packaged.
 */
@NullMarked
package io.acsbroker.local;

import org.jspecify.annotations.NullMarked;
