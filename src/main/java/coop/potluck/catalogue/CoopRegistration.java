package coop.potluck.catalogue;

import coop.potluck.recipe.Coop;
import java.util.List;

/** A co-op as the operator configured it, with where its recipes are found. */
public record CoopRegistration(Coop coop, List<SourceRegistration> sources) {

  /**
   * One configured source.
   *
   * @param id unique within the node and the same from start to start
   * @param kind {@code repositories}, {@code directory}, {@code forgejo}, …
   * @param shown how it is called in public: no credential and no local path
   * @param publish whether what is found here is stated to other nodes
   */
  public record SourceRegistration(String id, String kind, String shown, boolean publish) {}

  public CoopRegistration {
    sources = List.copyOf(sources);
  }
}
