package coop.potluck.source;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A repository in the words of a forge: nothing here has been checked. */
record ForgeEntry(
    @Nullable String name,
    @Nullable String cloneUrl,
    @Nullable String sshUrl,
    @Nullable String description,
    @Nullable String website,
    @Nullable String icon,
    @Nullable String defaultBranch,
    boolean archived,
    boolean empty,
    boolean hidden,
    @Nullable Instant updatedAt) {}
