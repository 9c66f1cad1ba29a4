package io.acsbroker.local.entra;

/**
 * An Entra tenant.
 *
 * @param name what people call it
 * @param tenantId a GUID in lower case
 * @param domain what its users' names end with
 * @param served whether the broker of the local cloud serves its users
 */
public record Organisation(String name, String tenantId, String domain, boolean served) {}
