/**
 * The managed identity endpoint of App Service, as far as an Azure SDK asks it for tokens. It knows
 * one system-assigned and one user-assigned identity, and recognises its own tokens later. What an
 * application shows in place of a secret is signed by Entra.
 */
@NullMarked
package io.acsbroker.local.identity;

import org.jspecify.annotations.NullMarked;
