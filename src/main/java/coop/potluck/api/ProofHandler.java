package coop.potluck.api;

import coop.potluck.catalogue.CatalogueReader;
import coop.potluck.catalogue.VersionDetail;
import coop.potluck.federation.LogStore;
import coop.potluck.federation.Proofs;
import coop.potluck.federation.Sighting;
import coop.potluck.federation.TlogProof;
import coop.potluck.http.Answer;
import coop.potluck.http.Refusal;
import coop.potluck.http.Request;
import coop.potluck.recipe.RecipeId;
import coop.potluck.recipe.Tag;

/** Proves to anybody, without this node, that a log states a version. */
final class ProofHandler {

  private static final String PROOF = "text/plain;charset=utf-8";

  private final CatalogueReader reader;
  private final LogStore logs;
  private final Provenance known;

  ProofHandler(ApiContext context, Provenance known) {
    this.reader = context.reader();
    this.logs = context.federation().logs();
    this.known = known;
  }

  /** {@code GET …/versions/{version}/proof}: of the log by which the version came, or our own. */
  Answer show(Request request) {
    var detail = RecipeHandlers.detail(reader, request);
    var recipe = detail.recipe();
    var tag = detail.version().tag();
    var came = known.came(recipe, tag.name());
    var log =
        came.isPresent()
            ? logs.list().stream().filter(it -> it.id() == came.get().log()).findFirst()
            : logs.own();
    if (log.isEmpty()) {
      throw not("This node has no key to sign a log with, and so no log");
    }
    var sighting = came.isPresent() ? came.get() : own(log.get(), detail);
    return Answer.of(PROOF, proof(log.get(), sighting, tag).bytes());
  }

  private Sighting own(LogStore.Log log, VersionDetail detail) {
    var recipe = detail.recipe();
    var tag = detail.version().tag();
    var domain = known.domain(recipe.coop());
    if (domain.isEmpty()) {
      throw not(
          "The co-op " + recipe.coop() + " has no DNS name here, without which no log names it");
    }
    return logs.sighting(log.id(), domain.get(), recipe.name(), tag.name())
        .orElseThrow(() -> not(notSaid(recipe, tag)));
  }

  private String notSaid(RecipeId recipe, Tag tag) {
    var publish = reader.recipe(recipe).found().map(it -> it.publish()).orElse(true);
    return publish
        ? "The log does not state " + tag.name() + " yet: it is to come"
        : "The source of " + recipe + " is not published, by its operator's choice";
  }

  private TlogProof proof(LogStore.Log log, Sighting sighting, Tag tag) {
    var checkpoint = log.checkpoint();
    if (checkpoint == null || sighting.position() >= log.size()) {
      throw not("The statement is written, and the next checkpoint will cover it: come again");
    }
    if (sighting.state() != Sighting.State.PRESENT
        || !tag.object().equals(sighting.object())
        || !tag.commit().equals(sighting.commit())) {
      throw not(
          "What the log states of " + tag.name() + " is not what is served: one is to follow");
    }
    var statement = logs.entry(log.id(), sighting.position()).orElseThrow();
    return new TlogProof(
        statement,
        sighting.position(),
        Proofs.inclusion(logs.hashes(log.id()), sighting.position(), log.size()),
        checkpoint);
  }

  private static Refusal not(String reason) {
    return new Refusal(ApiProblem.NOT_LOGGED, reason);
  }
}
