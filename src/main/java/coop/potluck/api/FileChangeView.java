package coop.potluck.api;

import coop.potluck.compatibility.Difference;
import org.jspecify.annotations.Nullable;

/**
 * A file that two versions do not share.
 *
 * @param text whether both sides that there are can be read as text
 * @param diff in the unified format; null unless it was asked for and can be had
 * @param because why there is no diff although it was asked for; null otherwise
 */
record FileChangeView(
    String path,
    Difference.Change change,
    boolean text,
    @Nullable String diff,
    @Nullable String because) {}
