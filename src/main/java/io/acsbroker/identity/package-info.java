/**
 * Where the ACS identities of users are kept: a row for each user in Azure Table storage, named by
 * tenant and object id, with nothing personal in it. It is a store and no more; what its rows mean
 * is decided elsewhere. Every answer of the table is one of a few results, and no exception of the
 * SDK leaves it.
 *
 * @see <a href="https://learn.microsoft.com/rest/api/storageservices/table-service-rest-api">Table
 *     service REST API</a>
 */
@NullMarked
package io.acsbroker.identity;

import org.jspecify.annotations.NullMarked;
