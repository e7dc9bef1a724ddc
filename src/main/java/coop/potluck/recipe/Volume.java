package coop.potluck.recipe;

/** A named volume: data that outlives its containers. */
public record Volume(String name, String where, boolean external) {}
