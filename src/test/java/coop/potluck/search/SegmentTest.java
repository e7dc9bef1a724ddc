package coop.potluck.search;

import static org.assertj.core.api.Assertions.assertThat;

import coop.potluck.recipe.RecipeId;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class SegmentTest {

  /** Words that share beginnings and stems, some beyond the letters of ASCII and of one unit. */
  private static final List<String> WORDS =
      List.of(
          "a",
          "ab",
          "abc",
          "abcs",
          "abd",
          "b",
          "wiki",
          "wikis",
          "wikipedia",
          "16",
          "16s",
          "é",
          "és",
          "éa",
          "の",
          "日本",
          "日",
          "\ud83c\udf72",
          "\ud83c\udf72s",
          "\uffee",
          "z",
          "zz",
          "zzs");

  private static String stem(String word) {
    return word.endsWith("s") ? word.substring(0, word.length() - 1) : word;
  }

  private long recipes;

  @Property(tries = 40)
  void a_segment_says_what_was_added(@ForAll long seed) {
    var random = new Random(seed);
    var documents = documents(random, random.nextInt(25));
    new NaiveIndex(documents).requireSame(segment(documents), SegmentTest::stem);
  }

  @Property(tries = 40)
  void merged_segments_say_what_is_alive_in_them(@ForAll long seed) {
    var random = new Random(seed);
    var segments = new ArrayList<Segment>();
    var naive = new ArrayList<NaiveIndex>();
    for (var i = random.nextInt(5); i >= 0; i--) {
      var documents = documents(random, random.nextInt(12));
      segments.add(segment(documents));
      naive.add(new NaiveIndex(documents));
    }
    var live = live(random, naive);
    var once = SegmentWriter.merge(segments, live);
    var expected = NaiveIndex.merged(naive, live);
    expected.requireSame(once, SegmentTest::stem);

    var documents = documents(random, 5);
    var again = List.of(expected, new NaiveIndex(documents));
    var liveAgain = live(random, again);
    NaiveIndex.merged(again, liveAgain)
        .requireSame(
            SegmentWriter.merge(List.of(once, segment(documents)), liveAgain), SegmentTest::stem);
  }

  private List<NaiveIndex.Document> documents(Random random, int count) {
    var documents = new ArrayList<NaiveIndex.Document>();
    for (var i = 0; i < count; i++) {
      var fields = new ArrayList<FieldTokens>();
      for (var field : Field.values()) {
        for (var times = random.nextInt(3); times > 0; times--) {
          fields.add(new FieldTokens(field, words(random, 6), words(random, random.nextInt(2))));
        }
      }
      recipes += 1 + random.nextInt(3);
      documents.add(new NaiveIndex.Document(entry(recipes), fields));
    }
    Collections.shuffle(documents, random);
    return documents;
  }

  private static List<String> words(Random random, int most) {
    var words = new ArrayList<String>();
    for (var i = random.nextInt(most + 1); i > 0; i--) {
      // Half of the words are rare, so that some die with their documents.
      words.add(
          random.nextBoolean()
              ? WORDS.get(random.nextInt(WORDS.size()))
              : "r" + random.nextInt(5000));
    }
    return words;
  }

  private static List<BitSet> live(Random random, List<NaiveIndex> indexes) {
    var live = new ArrayList<BitSet>();
    for (var index : indexes) {
      var share = random.nextInt(4);
      var some = new BitSet();
      for (var slot = 0; slot < index.size(); slot++) {
        some.set(slot, random.nextInt(3) < share);
      }
      live.add(some);
    }
    return live;
  }

  private static Entry entry(long recipeId) {
    return new Entry(
        recipeId, RecipeId.of("harvest", "r" + recipeId), "r", -1, -1, 0, 1, new int[0]);
  }

  private static Segment segment(List<NaiveIndex.Document> documents) {
    var writer = new SegmentWriter(SearchSettings.DEFAULT, SegmentTest::stem);
    documents.forEach(document -> writer.add(document.entry(), document.fields()));
    assertThat(writer.size()).isEqualTo(documents.size());
    return writer.build();
  }

  @Test
  void documents_far_apart_and_in_great_number_keep_their_words() {
    var documents = new ArrayList<NaiveIndex.Document>();
    for (var i = 0; i < 20_000; i++) {
      var field = i % 3 == 0 ? Field.NAME : Field.README;
      var word = i % 9_999 == 0 ? "rare" : i % 7 == 0 ? "seventh" : "common";
      documents.add(
          new NaiveIndex.Document(
              entry(i), List.of(new FieldTokens(field, List.of(word), List.of()))));
    }
    new NaiveIndex(documents).requireSame(segment(documents), SegmentTest::stem);
  }

  @Test
  void of_a_recipe_with_too_many_words_the_first_ones_are_indexed() {
    var writer = new SegmentWriter(new SearchSettings(4), SegmentTest::stem);
    writer.add(
        entry(1),
        List.of(
            new FieldTokens(Field.NAME, List.of("uptime", "kuma"), List.of("uptimekuma")),
            new FieldTokens(Field.README, List.of("one", "two"), List.of("three")),
            new FieldTokens(Field.README, List.of("four"), List.of())));
    writer.add(entry(2), List.of(new FieldTokens(Field.README, List.of("four"), List.of())));
    var segment = writer.build();
    assertThat(List.of("uptime", "kuma", "uptimekuma", "one", "four"))
        .allMatch(word -> segment.find(word) >= 0);
    assertThat(List.of("two", "three")).allMatch(word -> segment.find(word) < 0);
    assertThat(segment.documents(segment.find("four"))).isEqualTo(1);
  }

  @Test
  void a_word_of_any_length_is_found_by_what_is_stored_of_it() {
    var writer = new SegmentWriter(SearchSettings.DEFAULT, SegmentTest::stem);
    var words =
        List.of(
            "x".repeat(Terms.MAX_CHARS - 1) + "\ud83c\udf72",
            "日".repeat(100_000),
            "y".repeat(99) + "é".repeat(9),
            "\ud83c",
            "q\udf72\ud83c");
    writer.add(entry(1), List.of(new FieldTokens(Field.README, words, List.of())));
    var segment = writer.build();
    assertThat(segment.terms()).isEqualTo(words.size());
    for (var word : words) {
      var term = segment.find(word);
      assertThat(term).isNotNegative();
      assertThat(segment.term(term).length()).isLessThanOrEqualTo(Terms.MAX_CHARS);
      assertThat(segment.beyond(word) - segment.atLeast(word)).isPositive();
    }
  }

  @Test
  void many_words_have_a_code_each() {
    var codes = new TermCodes();
    for (var round = 0; round < 2; round++) {
      for (var i = 0; i < 50_000; i++) {
        assertThat(codes.code(Integer.toString(i, 36))).isEqualTo(i);
      }
    }
    var inOrder = codes.inOrder();
    var terms = codes.terms(inOrder);
    for (var term = 0; term < inOrder.length; term++) {
      assertThat(terms.text(term)).isEqualTo(Integer.toString(inOrder[term], 36));
      assertThat(term == 0 || terms.text(term - 1).compareTo(terms.text(term)) < 0).isTrue();
    }
  }
}
