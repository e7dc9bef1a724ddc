package coop.potluck.federation;

/**
 * What was parsed, that a statement names.
 *
 * @param schema the number of its shape, which another parser may not know
 */
public record ParsedReference(ObjectReference object, int schema) {}
