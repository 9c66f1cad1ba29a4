package io.acsbroker.identity;

/**
 * A row as it was at one time. A row that has been changed since has another.
 *
 * @param etag as the table gives it
 */
public record RowVersion(String etag) {}
