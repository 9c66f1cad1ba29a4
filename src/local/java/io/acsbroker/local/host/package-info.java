/**
 * A Functions host for a developer's machine and the tests: it finds the functions by their
 * annotations and does what the real host and worker do to requests and responses, and nothing
 * kinder. It knows no class of the app it runs, and keeps no value of a setting in a message.
 */
@NullMarked
package io.acsbroker.local.host;

import org.jspecify.annotations.NullMarked;
