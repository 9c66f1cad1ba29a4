/** Requests to the broker over HTTP: it runs in this process, against the local cloud. */
@NullMarked
package io.acsbroker.overhttp;

import org.jspecify.annotations.NullMarked;
