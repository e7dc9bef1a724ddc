package coop.potluck.api;

import coop.potluck.catalogue.CoopEntry;
import coop.potluck.catalogue.ReleaseNews;
import coop.potluck.recipe.CoopId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Tells of a release as an entry of a feed. */
final class ReleaseEntry {

  /** A longer note is cut off: the version has it whole. */
  static final int MAX_NOTE = 16_384;

  private static final int MAX_TITLE = 400;

  private final Map<CoopId, CoopEntry> coops;
  private final Addresses addresses;

  ReleaseEntry(Map<CoopId, CoopEntry> coops, Addresses addresses) {
    this.coops = coops;
    this.addresses = addresses;
  }

  AtomFeed.Entry of(ReleaseNews news) {
    var release = news.release();
    var recipe = news.recipe();
    var entry = coops.get(recipe.coop());
    var coop = entry == null ? null : entry.coop();
    var tag = release.tag().name();
    var comparison = news.comparison();
    var computed = comparison == null ? null : comparison.computed();
    return new AtomFeed.Entry(
        EntryId.of(
            List.of(
                "release",
                coop == null ? recipe.coop().value() : EntryId.coop(coop),
                recipe.name().value(),
                tag,
                release.tag().object().hex())),
        XmlText.line(recipe.name() + " " + tag, MAX_TITLE),
        news.firstSeen(),
        release.time(),
        coop == null ? recipe.coop().value() : coop.name(),
        computed == null
            ? null
            : new AtomFeed.Category(computed.text(), ChangeSentence.label(computed)),
        comparison == null ? "First release" : ChangeSentence.of(comparison),
        release.note() == null ? null : cut(release.note().text()),
        links(news));
  }

  private List<AtomFeed.Link> links(ReleaseNews news) {
    var tag = news.release().tag().name();
    var links = new ArrayList<AtomFeed.Link>();
    links.add(AtomFeed.Link.json("alternate", addresses.version(news.recipe(), tag), null));
    var previous = news.previous();
    if (previous != null) {
      var from = previous.tag().name();
      links.add(
          AtomFeed.Link.json(
              "related",
              addresses.comparison(news.recipe(), from, tag),
              "What differs from " + from));
    }
    links.add(
        new AtomFeed.Link(
            "via", addresses.repository(news.recipe(), news.publicUrl()), null, "The repository"));
    return links;
  }

  private static String cut(String note) {
    return note.codePointCount(0, note.length()) <= MAX_NOTE
        ? note
        : note.substring(0, note.offsetByCodePoints(0, MAX_NOTE)) + "…";
  }
}
