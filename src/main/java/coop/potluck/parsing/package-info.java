/**
 * The files of one commit in, a recipe or the reasons against it out.
 *
 * <p>Pure functions: no file, network, clock or log. Everything read here was written by strangers,
 * so text is limited in size and depth before anything is made of it. The only place that knows
 * YAML and Markdown; the program's own configuration files are read through {@link
 * coop.potluck.parsing.YamlReader} too.
 */
@NullMarked
package coop.potluck.parsing;

import org.jspecify.annotations.NullMarked;
