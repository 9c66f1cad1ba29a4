/** What the files beside the code promise: workflows, templates, the description of azd. */
@NullMarked
package io.acsbroker.repository;

import org.jspecify.annotations.NullMarked;
