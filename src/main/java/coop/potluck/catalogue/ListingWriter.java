package coop.potluck.catalogue;

import coop.potluck.recipe.RecipeId;
import coop.potluck.recipe.RecipeName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Writes what one source lists, within one transaction, and brakes where it lists too little. */
final class ListingWriter {

  /** So few may be taken back at once, whatever part they are of all. */
  private static final int FEW = 5;

  private final Handle handle;
  private final SourceSql sql;
  private final ChangeLog log;
  private final SourceSql.SourceRow source;
  private final Map<RecipeName, SourceSql.RecipeRow> known = new LinkedHashMap<>();
  private final List<RecipeName> followed = new ArrayList<>();
  private final List<RecipeName> added = new ArrayList<>();
  private final List<RecipeName> held = new ArrayList<>();
  private final List<RecipeName> withdrawn = new ArrayList<>();
  private final List<RecipeName> passedOver = new ArrayList<>();
  private final Map<String, String> skipped = new TreeMap<>();
  private boolean changed;

  ListingWriter(Handle handle, SourceSql.SourceRow source, Instant now) {
    this.handle = handle;
    this.sql = handle.attach(SourceSql.class);
    this.log = new ChangeLog(handle, now);
    this.source = source;
    sql.listRecipes(source.coopId()).forEach(row -> known.put(row.name(), row));
  }

  Listing.Verdict record(Listing listing, Duration confirmAfter) {
    var before = ownNames().size();
    listing.skipped().forEach(it -> skipped.putIfAbsent(it.name(), it.reason()));
    var seen = new HashSet<RecipeName>();
    for (var listed : listing.repositories()) {
      if (!seen.add(listed.name())) {
        skip(listed.name(), "the source lists two repositories of this name; the first is taken");
      } else {
        record(listed);
      }
    }
    var listedNow = followed.size();
    var missing =
        known.values().stream().filter(row -> isOwn(row) && !seen.contains(row.name())).toList();
    var believed =
        missing.size() <= FEW || listedNow * 2 >= before ? listing.withdrawn() : Set.of();
    for (var row : missing) {
      if (believed.contains(row.name())) {
        withdraw(row);
      } else {
        miss(row, confirmAfter);
      }
    }
    followed.addAll(held);
    var alarm =
        !held.isEmpty() && listedNow * 2 < before
            ? String.format(
                "lists %d of %d repositories; the others are kept until that is confirmed",
                listedNow, before)
            : null;
    writeSkipped();
    setState(alarm == null ? "ok" : "held", alarm, null, listedNow);
    return new Listing.Verdict(followed, added, held, withdrawn, passedOver, alarm);
  }

  void recordFailure(String reason, @Nullable Instant retryAfter) {
    setState("failed", reason, retryAfter, source.listed());
  }

  void confirm() {
    for (var row : List.copyOf(known.values())) {
      if (isOwn(row) && row.missingSince() != null) {
        withdraw(row);
      }
    }
    if (source.state().equals("held")) {
      setState("ok", null, null, source.listed());
    }
  }

  private List<RecipeName> ownNames() {
    return known.values().stream().filter(this::isOwn).map(SourceSql.RecipeRow::name).toList();
  }

  private boolean isOwn(SourceSql.RecipeRow row) {
    return row.sourceId() == source.id() && row.withdrawnAt() == null;
  }

  private void record(Listing.Listed listed) {
    var row = known.get(listed.name());
    if (row == null) {
      sql.insertRecipe(
          source.coopId(),
          listed.name(),
          source.id(),
          listed.fingerprint(),
          listed.repository(),
          log.now());
      added.add(listed.name());
    } else if (isOwn(row) || row.withdrawnAt() != null || row.missingSince() != null) {
      var isBack = row.withdrawnAt() != null;
      if (sql.updateRecipe(row.id(), source.id(), listed.fingerprint(), listed.repository()) > 0) {
        RecipeSummary.refresh(handle, row.id());
        log.recipe(Change.Kind.RECIPE, row.recipe());
      }
      if (isBack) {
        added.add(listed.name());
      }
    } else {
      skip(listed.name(), "another source of this co-op already has a recipe of this name");
      return;
    }
    followed.add(listed.name());
  }

  private void skip(RecipeName name, String reason) {
    passedOver.add(name);
    skipped.putIfAbsent(name.value(), reason);
  }

  private void miss(SourceSql.RecipeRow row, Duration confirmAfter) {
    var since = row.missingSince();
    if (since == null) {
      sql.setMissing(row.id(), log.now());
      held.add(row.name());
      changed = true;
    } else if (!since.plus(confirmAfter).isAfter(log.now())) {
      withdraw(row);
    } else {
      held.add(row.name());
    }
  }

  private void withdraw(SourceSql.RecipeRow row) {
    sql.withdraw(row.id(), log.now());
    log.recipe(Change.Kind.WITHDRAWN, new RecipeId(source.alias(), row.name()));
    withdrawn.add(row.name());
  }

  private void writeSkipped() {
    var rows =
        skipped.entrySet().stream()
            .map(entry -> new Listing.Skipped(entry.getKey(), entry.getValue()))
            .toList();
    if (!sql.listSkipped(source.id()).equals(rows)) {
      sql.deleteSkipped(source.id());
      rows.forEach(it -> sql.insertSkipped(source.id(), it.name(), it.reason()));
      changed = true;
    }
  }

  private void setState(
      String state, @Nullable String reason, @Nullable Instant retryAfter, int listed) {
    sql.setState(source.id(), state, reason, retryAfter, listed, log.now());
    if (changed
        || !source.state().equals(state)
        || !Objects.equals(source.reason(), reason)
        || source.listed() != listed) {
      log.coop(Change.Kind.SOURCE, source.alias());
    }
  }
}
