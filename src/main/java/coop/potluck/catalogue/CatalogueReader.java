package coop.potluck.catalogue;

import coop.potluck.database.Database;
import coop.potluck.recipe.CoopId;
import coop.potluck.recipe.ObjectName;
import coop.potluck.recipe.RecipeId;
import coop.potluck.recipe.RecipeName;
import coop.potluck.recipe.ReleaseNote;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the catalogue serves. What is withdrawn or blocked is in no list. Each call sees one moment;
 * {@link #snapshot} makes several calls see the same one.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class CatalogueReader {

  public CatalogueReader(Database database) {
    throw new UnsupportedOperationException();
  }

  /** Runs calls of this reader, and of others on the same database, at one moment. */
  public <T> T snapshot(Supplier<T> calls) {
    throw new UnsupportedOperationException();
  }

  /** Where the change log stands. */
  public CatalogueHead head() {
    throw new UnsupportedOperationException();
  }

  /** The log's entries after {@code since}, at most {@code limit}. */
  public Change.Run changes(long since, int limit) {
    throw new UnsupportedOperationException();
  }

  public Counts counts() {
    throw new UnsupportedOperationException();
  }

  /** The co-ops in their order of precedence. */
  public List<CoopEntry> coops() {
    throw new UnsupportedOperationException();
  }

  public Optional<CoopEntry> coop(CoopId id) {
    throw new UnsupportedOperationException();
  }

  public Lookup<RecipeEntry> recipe(RecipeId id) {
    throw new UnsupportedOperationException();
  }

  /** The recipes of a name, in the order of precedence of their co-ops: the first one has it. */
  public List<RecipeId> named(RecipeName name) {
    throw new UnsupportedOperationException();
  }

  /** Newest first. */
  public Lookup<List<VersionEntry>> versions(RecipeId id) {
    throw new UnsupportedOperationException();
  }

  /** The version of that tag as it is now. */
  public Lookup<VersionDetail> version(RecipeId id, String tag) {
    throw new UnsupportedOperationException();
  }

  /** The highest version at that commit or tag object. */
  public Lookup<VersionDetail> version(RecipeId id, ObjectName name) {
    throw new UnsupportedOperationException();
  }

  public Lookup<List<FileEntry>> files(RecipeId id, String tag) {
    throw new UnsupportedOperationException();
  }

  public Lookup<FileEntry.Content> file(RecipeId id, String tag, String path) {
    throw new UnsupportedOperationException();
  }

  /** The README of the default branch's head as sanitised HTML. */
  public Lookup<String> readme(RecipeId id) {
    throw new UnsupportedOperationException();
  }

  /** The release notes at the head, in order of tags, those of tags that do not exist included. */
  public Lookup<List<ReleaseNote>> notes(RecipeId id) {
    throw new UnsupportedOperationException();
  }

  /**
   * Who uses an image, by recipe, newest version first.
   *
   * @param name with or without registry and {@code library/}
   * @param tag null for any
   */
  public Page<ImageUse> images(String name, @Nullable String tag, long offset, int limit) {
    throw new UnsupportedOperationException();
  }

  /** Every name, and the recipe that has it, in order of names. */
  public List<RecipeId> names() {
    throw new UnsupportedOperationException();
  }

  public List<CategoryCount> categories() {
    throw new UnsupportedOperationException();
  }

  /** The names that several co-ops use. */
  public List<NameConflict> conflicts() {
    throw new UnsupportedOperationException();
  }

  /** Tags of served recipes that were moved or withdrawn, latest first. */
  public Page<MovedTag> moved(long offset, int limit) {
    throw new UnsupportedOperationException();
  }

  /**
   * The faults of all, of one co-op or of one recipe, in order of co-ops, recipes and kinds.
   *
   * @param recipe only together with a co-op
   */
  public Page<ProblemEntry> problems(
      @Nullable CoopId coop, @Nullable RecipeName recipe, long offset, int limit) {
    throw new UnsupportedOperationException();
  }

  /** In order of recipes. */
  public List<Block> blocks() {
    throw new UnsupportedOperationException();
  }

  /** One recipe for each name, or all of one co-op's, in order of names. */
  public List<FlatRecipe> flat(@Nullable CoopId coop) {
    throw new UnsupportedOperationException();
  }
}
