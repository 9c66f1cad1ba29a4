/**
 * Azure Table storage on this machine, as far as a store of single rows asks it: over TLS, with a
 * managed identity or an account key, with ETags, in the words of the real service.
 */
@NullMarked
package io.acsbroker.local.table;

import org.jspecify.annotations.NullMarked;
