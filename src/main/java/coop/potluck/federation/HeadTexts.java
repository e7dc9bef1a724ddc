package coop.potluck.federation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import coop.potluck.object.CanonicalJson;
import coop.potluck.recipe.ReleaseNote;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was written for people at a recipe's head, as an object: raw texts, which whoever shows them
 * must clean.
 *
 * @param readme null where there is none
 * @param notes of releases
 * @param next the draft for the release to come
 */
public record HeadTexts(@Nullable Text readme, List<ReleaseNote> notes, @Nullable Text next) {

  /** The largest object that is made or read. */
  public static final int MAX_BYTES = 4 * 1024 * 1024;

  private static final int SCHEMA = 1;
  private static final int MAX_NOTES = 10_000;
  private static final int MAX_PATH_LENGTH = 4096;
  private static final int MAX_TAG_LENGTH = 1024;

  /** A file's path and what stands in it. */
  public record Text(String path, String text) {}

  public HeadTexts {
    notes = List.copyOf(notes);
  }

  /** The object's canonical bytes; notes are left out from the last one on, to keep the limit. */
  public byte[] bytes() {
    var bytes = bytes(notes);
    for (var kept = notes.size(); bytes.length > MAX_BYTES && kept > 0; ) {
      kept /= 2;
      bytes = bytes(notes.subList(0, kept));
    }
    return bytes;
  }

  private byte[] bytes(List<ReleaseNote> some) {
    var node = JsonNodeFactory.instance.objectNode().put("schema", SCHEMA);
    put(node, "readme", readme);
    var list = node.putArray("notes");
    some.forEach(
        note ->
            list.addObject()
                .put("path", note.path())
                .put("tag", note.tag())
                .put("text", note.text()));
    put(node, "next", next);
    return CanonicalJson.bytes(node);
  }

  private static void put(ObjectNode node, String name, @Nullable Text text) {
    if (text != null) {
      node.putObject(name).put("path", text.path()).put("text", text.text());
    }
  }

  /** Reads texts from outside. */
  public static HeadTexts parse(byte[] bytes) throws MalformedException {
    var members = Members.parse("texts", bytes, MAX_BYTES);
    members.integer("schema", SCHEMA, SCHEMA);
    var notes = new ArrayList<ReleaseNote>();
    for (var item : members.list("notes", MAX_NOTES)) {
      notes.add(
          new ReleaseNote(
              item.line("tag", MAX_TAG_LENGTH),
              item.line("path", MAX_PATH_LENGTH),
              item.anyText("text", MAX_BYTES)));
    }
    return new HeadTexts(text(members, "readme"), notes, text(members, "next"));
  }

  private static @Nullable Text text(Members members, String name) throws MalformedException {
    if (!members.has(name)) {
      return null;
    }
    var text = members.members(name);
    return new Text(text.line("path", MAX_PATH_LENGTH), text.anyText("text", MAX_BYTES));
  }
}
