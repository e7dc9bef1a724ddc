/** The program: its commands, its configuration, and the only place that wires the parts. */
@NullMarked
package coop.potluck.app;

import org.jspecify.annotations.NullMarked;
