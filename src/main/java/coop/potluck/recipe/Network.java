package coop.potluck.recipe;

/** A network that a composition declares; an external one exists before it. */
public record Network(String name, String where, boolean external) {}
