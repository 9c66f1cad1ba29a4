/**
 * The sample page of {@code web/app} as the local cloud serves it: built where Node is there, on an
 * origin of its own, with the headers that it is to be delivered with.
 */
@NullMarked
package io.acsbroker.local.page;

import org.jspecify.annotations.NullMarked;
