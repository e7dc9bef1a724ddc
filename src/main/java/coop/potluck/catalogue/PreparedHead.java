package coop.potluck.catalogue;

import coop.potluck.recipe.Head;
import coop.potluck.recipe.ReleaseNote;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A head made ready to be stored.
 *
 * @param digest of everything but the reading
 */
record PreparedHead(
    Head head,
    PreparedReading reading,
    @Nullable String readmeHtml,
    String readmeText,
    List<ReleaseNote> notes,
    @Nullable ReleaseNote nextNote,
    String digest) {

  static PreparedHead of(RecipeSync.HeadSync sync, long maxTextBytes) {
    var head = sync.head();
    var digest =
        new Digest()
            .add(head.branch())
            .add(head.commit().hex())
            .add(head.tree().hex())
            .add(head.date().toString())
            .add(sync.readmeHtml())
            .add(sync.readmeText());
    sync.notes().forEach(note -> add(digest, note));
    digest.add("next");
    if (sync.nextNote() != null) {
      add(digest, sync.nextNote());
    }
    return new PreparedHead(
        head,
        PreparedReading.ofHead(sync.reading(), sync.files(), maxTextBytes),
        sync.readmeHtml(),
        sync.readmeText(),
        sync.notes(),
        sync.nextNote(),
        digest.hex());
  }

  private static void add(Digest digest, ReleaseNote note) {
    digest.add(note.tag()).add(note.path()).add(note.text());
  }
}
