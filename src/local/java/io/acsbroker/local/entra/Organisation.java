package io.acsbroker.local.entra;

/**
 * An Entra tenant.
 *
 * @param name what people call it
 * @param tenantId a GUID in lower case
 * @param domain what its users' names end with
 */
public record Organisation(String name, String tenantId, String domain) {}
