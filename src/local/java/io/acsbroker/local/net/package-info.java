/**
 * What the emulators stand on: a server that only this machine can reach, a certificate for it, and
 * answers written down beforehand. It knows HTTP and TLS and nothing of Entra or Azure. Nothing
 * here is packaged with the broker.
 */
@NullMarked
package io.acsbroker.local.net;

import org.jspecify.annotations.NullMarked;
