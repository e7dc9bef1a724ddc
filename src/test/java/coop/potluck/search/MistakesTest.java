package coop.potluck.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class MistakesTest {

  @Test
  void each_kind_of_mistake_counts_once() {
    assertThat(mistakes("nextcloud", "nextcloud")).isZero();
    assertThat(mistakes("nextclud", "nextcloud")).isOne();
    assertThat(mistakes("nexttcloud", "nextcloud")).isOne();
    assertThat(mistakes("nextkloud", "nextcloud")).isOne();
    assertThat(mistakes("nxetcloud", "nextcloud")).isOne();
    assertThat(mistakes("nxetclud", "nextcloud")).isEqualTo(2);
    assertThat(mistakes("matrix", "nextcloud")).isGreaterThan(2);
  }

  @Test
  void a_beginning_may_be_mistyped_too() {
    var beginning = new Mistakes("matermo", 1, true);
    beginning.read("mattermost", 0);
    assertThat(beginning.count()).isOne();
    beginning.read("matrix", 0);
    assertThat(beginning.count()).isGreaterThan(1);
  }

  /** Words in a row share their beginnings; the counts are those of each word by itself. */
  @Property(tries = 300)
  void what_is_remembered_of_the_word_before_changes_nothing(
      @ForAll @CharRange(from = 'a', to = 'c') @StringLength(min = 1, max = 6) String typed,
      @ForAll @Size(max = 30)
          List<@CharRange(from = 'a', to = 'c') @StringLength(min = 1, max = 8) String> words,
      @ForAll @IntRange(min = 1, max = 2) int most,
      @ForAll boolean prefix) {
    var sorted = List.copyOf(new TreeSet<>(words));
    var found = new ArrayList<String>();
    var mistakes = new Mistakes(typed, most, prefix);
    var dead = Integer.MAX_VALUE;
    var last = "";
    for (var word : sorted) {
      var shared = shared(last, word);
      last = word;
      if (shared < dead) {
        dead = mistakes.read(word, shared);
      }
      if (mistakes.count() <= most) {
        found.add(word);
      }
    }
    assertThat(found)
        .containsExactlyElementsOf(
            sorted.stream().filter(it -> plain(typed, it, prefix) <= most).toList());
  }

  private static int shared(String one, String other) {
    var length = 0;
    while (length < Math.min(one.length(), other.length())
        && one.charAt(length) == other.charAt(length)) {
      length++;
    }
    return length;
  }

  private static int mistakes(String typed, String word) {
    var mistakes = new Mistakes(typed, 2, false);
    mistakes.read(word, 0);
    return mistakes.count();
  }

  /** By the definition, without any short cut. */
  private static int plain(String typed, String word, boolean prefix) {
    if (!prefix) {
      return distance(typed, typed.length(), word, word.length());
    }
    var least = Integer.MAX_VALUE;
    for (var length = 1; length <= word.length(); length++) {
      least = Math.min(least, distance(typed, typed.length(), word, length));
    }
    return least;
  }

  private static int distance(String a, int i, String b, int j) {
    if (i == 0 || j == 0) {
      return i + j;
    }
    var same = a.charAt(i - 1) == b.charAt(j - 1);
    if (same) {
      return distance(a, i - 1, b, j - 1);
    }
    var least =
        1
            + Math.min(
                distance(a, i - 1, b, j - 1),
                Math.min(distance(a, i - 1, b, j), distance(a, i, b, j - 1)));
    if (i > 1
        && j > 1
        && a.charAt(i - 1) == b.charAt(j - 2)
        && a.charAt(i - 2) == b.charAt(j - 1)) {
      least = Math.min(least, 1 + distance(a, i - 2, b, j - 2));
    }
    return least;
  }
}
