/**
 * Faults of the local cloud on request, at {@code /local/faults}, and its state as it was at first,
 * at {@code /local/reset}. Only programs of this machine and pages of the local cloud may ask.
 */
@NullMarked
package io.acsbroker.local.faults;

import org.jspecify.annotations.NullMarked;
