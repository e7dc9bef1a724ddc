package coop.potluck.catalogue;

import coop.potluck.recipe.Head;
import coop.potluck.recipe.ObjectName;
import coop.potluck.recipe.RecipeId;
import coop.potluck.recipe.ReleaseNote;
import coop.potluck.recipe.Repository;
import coop.potluck.recipe.Tag;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The change log and what is stated of recipes to other nodes, read in the transaction in which it
 * is stated. Unlike {@link CatalogueReader} it knows what is withdrawn, blocked and gone.
 */
public final class Publications {

  private final PublicationSql sql;
  private final RecipeSql recipes;
  private final ListSql lists;

  public Publications(Handle handle) {
    this.sql = handle.attach(PublicationSql.class);
    this.recipes = handle.attach(RecipeSql.class);
    this.lists = handle.attach(ListSql.class);
  }

  /**
   * A recipe.
   *
   * @param row its number in the table of recipes
   * @param domain its co-op's DNS name
   * @param coop the DNS name under which it is stated; null where it is not
   * @param latestRow the number of its latest version
   */
  public record Subject(
      long row,
      RecipeId id,
      @Nullable String domain,
      @Nullable String coop,
      @Nullable Long latestRow,
      Repository repository) {}

  /**
   * What was parsed.
   *
   * @param sha256 of its canonical bytes, which the table of objects has
   */
  public record Parsed(String sha256, long size, int schema) {}

  /**
   * A tag that is or was a version.
   *
   * @param row its number in the table of versions
   * @param reading the number of what was read there
   */
  public record Release(
      long row, Tag tag, long reading, boolean blocked, @Nullable Parsed parsed) {}

  /** A head, with the number of what was read there. */
  public record HeadRead(Head head, long reading, @Nullable Parsed parsed) {}

  /** The entries of the change log after {@code since}, at most {@code limit}. */
  public List<Change> changes(long since, int limit) {
    return lists.listChanges(since, limit);
  }

  /** The number of the change log's last entry. */
  public long lastChange() {
    return lists.getLastChange();
  }

  /** A recipe that was ever listed. */
  public Optional<Subject> find(RecipeId id) {
    return sql.find(id.coop(), id.name()).map(Publications::subject);
  }

  /** The recipe of a number. */
  public Subject get(long row) {
    return subject(sql.get(row));
  }

  private static Subject subject(PublicationSql.RecipeRow row) {
    return new Subject(
        row.id(),
        new RecipeId(row.alias(), row.name()),
        row.domain(),
        row.coop(),
        row.latestId(),
        row.repository());
  }

  /** The tag as it named that object once; empty for what is no version. */
  public Optional<Release> release(Subject subject, String tag, ObjectName object) {
    return sql.findVersion(subject.row(), tag, object).map(Publications::release);
  }

  /** The versions that are there, blocked ones too, in the order in which they were seen. */
  public List<Release> present(Subject subject) {
    return sql.listPresent(subject.row()).stream().map(Publications::release).toList();
  }

  private static Release release(PublicationSql.VersionRow row) {
    return new Release(
        row.id(),
        new Tag(
            row.tag(), row.object(), row.annotated(), row.commitName(), row.tree(), row.claimed()),
        row.readingId(),
        row.blocked(),
        parsed(row.sha256(), row.size(), row.schema()));
  }

  /** Whether the tag named that object and does so no longer. */
  public boolean isGone(Subject subject, String tag, ObjectName object) {
    return sql.isGone(subject.row(), tag, object);
  }

  public Optional<HeadRead> head(Subject subject) {
    return sql.findHead(subject.row())
        .map(
            row ->
                new HeadRead(
                    new Head(row.branch(), row.commitName(), row.tree(), row.claimed()),
                    row.readingId(),
                    parsed(row.sha256(), row.size(), row.schema())));
  }

  private static @Nullable Parsed parsed(
      @Nullable String sha256, @Nullable Long size, @Nullable Integer schema) {
    return sha256 == null || size == null || schema == null
        ? null
        : new Parsed(sha256, size, schema);
  }

  /** The files of what was read, in the order of their paths' bytes. */
  public List<FileEntry> files(long reading) {
    return recipes.listFiles(reading).stream().map(RecipeSql.FileRow::entry).toList();
  }

  /** A file's text, where it was kept. */
  public Optional<String> text(long reading, String path) {
    return recipes
        .findFile(reading, path)
        .flatMap(row -> Optional.ofNullable(row.bytes()))
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
  }

  /**
   * The notes of releases at the head, in the order of their tags' bytes.
   *
   * @param draft whether that of the release to come is wanted instead
   */
  public List<ReleaseNote> notes(Subject subject, boolean draft) {
    return recipes.listNotes(subject.row(), draft);
  }
}
