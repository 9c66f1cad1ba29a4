/** What the repository promises as a whole: rooms, documents, workflows, what azd is given. */
@NullMarked
package io.acsbroker.repository;

import org.jspecify.annotations.NullMarked;
