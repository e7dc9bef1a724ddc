package coop.potluck.catalogue;

/**
 * How much there is.
 *
 * @param recipes served
 * @param versions served
 * @param rejected of them turned away by the reader
 * @param problems of every kind
 * @param blocked recipes and versions that an operator took out
 * @param held sources that are held, and recipes missing from their sources
 * @param failing repositories whose last attempt failed
 */
public record Counts(
    long coops,
    long sources,
    long recipes,
    long versions,
    long rejected,
    long problems,
    long blocked,
    long held,
    long failing) {}
