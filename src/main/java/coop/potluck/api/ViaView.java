package coop.potluck.api;

import org.jspecify.annotations.Nullable;

/**
 * Where something of another node's comes from, and how to check it.
 *
 * @param index of the statement in that log
 * @param key the verifier key that is pinned for the log
 * @param url the node whose log it is; null where it is not followed any more
 */
record ViaView(String origin, long index, String key, @Nullable String url) {}
