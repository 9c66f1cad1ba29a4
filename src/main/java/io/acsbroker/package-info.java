/** Where the rooms are wired together, once a process. The only package that knows every room. */
@NullMarked
package io.acsbroker;

import org.jspecify.annotations.NullMarked;
