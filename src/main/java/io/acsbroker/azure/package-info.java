/**
 * What the clients of the Azure SDK have in common: how they speak HTTP, how the broker signs in
 * with its managed identity, at Entra too, and what it means when they fail. It asks nobody but the
 * platform's own identity endpoint, and alone knows azure-identity.
 */
@NullMarked
package io.acsbroker.azure;

import org.jspecify.annotations.NullMarked;
