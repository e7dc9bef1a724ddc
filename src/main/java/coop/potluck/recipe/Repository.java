package coop.potluck.recipe;

import org.jspecify.annotations.Nullable;

/**
 * What is known of a recipe's repository besides its content, as its source tells it.
 *
 * @param publicUrl where people clone it; absent where only this node serves it
 * @param sshUrl where people push to it
 * @param description one line, plain text
 * @param website the app's home page, an absolute URL
 * @param icon an absolute URL
 * @param archived whether its owner has put it to rest
 */
public record Repository(
    @Nullable String publicUrl,
    @Nullable String sshUrl,
    @Nullable String description,
    @Nullable String website,
    @Nullable String icon,
    boolean archived) {}
