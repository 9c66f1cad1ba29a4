/** The broker, the commands and the clients, started as their users start them. */
@NullMarked
package io.acsbroker.processes;

import org.jspecify.annotations.NullMarked;
