/**
 * The mechanics of serving: one table of routes, and what holds for every request.
 *
 * <p>A feature hands in {@link coop.potluck.http.Route}s whose handlers turn a {@link
 * coop.potluck.http.Request} into an {@link coop.potluck.http.Answer} or throw a {@link
 * coop.potluck.http.Refusal}; parameters, methods, entity tags, encodings, the cache of answers,
 * limits, errors and metrics are dealt with here, once. Knows nothing of recipes.
 */
@NullMarked
package coop.potluck.http;

import org.jspecify.annotations.NullMarked;
