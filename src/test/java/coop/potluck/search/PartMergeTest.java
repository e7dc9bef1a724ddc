package coop.potluck.search;

import static org.assertj.core.api.Assertions.assertThat;

import coop.potluck.recipe.RecipeId;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PartMergeTest {

  private static Index.Part part(long from, long to) {
    var writer = new SegmentWriter(SearchSettings.DEFAULT, word -> word);
    for (var id = from; id < to; id++) {
      writer.add(
          new Entry(id, RecipeId.of("harvest", "r" + id), "r", -1, -1, 0, 1, new int[0]),
          List.of(new FieldTokens(Field.NAME, List.of("r" + id, "r"), List.of())));
    }
    return new Index.Part(writer.build(), slots(0, (int) (to - from)));
  }

  private static BitSet slots(int from, int to) {
    var slots = new BitSet();
    slots.set(from, to);
    return slots;
  }

  private static Index.Part alive(Index.Part part, int from, int to) {
    return new Index.Part(part.segment(), slots(from, to));
  }

  private static Index with(Index index, Index.Part part) {
    var parts = new ArrayList<>(index.parts());
    parts.add(part);
    return Index.of(index.stamp() + 1, parts);
  }

  private static List<Long> recipes(Index index) {
    return index.parts().stream()
        .flatMapToLong(
            part -> part.live().stream().mapToLong(slot -> part.segment().entry(slot).recipeId()))
        .boxed()
        .toList();
  }

  private static List<Long> range(long from, long to) {
    return LongStream.range(from, to).boxed().toList();
  }

  @Test
  void parts_stay_few_and_each_recipe_is_merged_a_few_times() {
    var index = Index.EMPTY;
    var merged = 0;
    for (var id = 0; id < 3000; id++) {
      index = with(index, part(id, id + 1));
      for (var due = PartMerge.due(index); due.isPresent(); due = PartMerge.due(index)) {
        var segment = due.get().merged();
        merged += segment.size();
        index = due.get().applied(segment, index);
      }
      assertThat(index.parts()).hasSizeLessThanOrEqualTo(9);
    }
    assertThat(recipes(index)).isEqualTo(range(0, 3000));
    // A recipe is merged once for each time that the part it is in grows by half.
    assertThat(merged).isLessThan(3000 * 20);
  }

  @Test
  void a_part_that_is_mostly_dead_shrinks() {
    var half = Index.of(1, List.of(alive(part(0, 10), 0, 5)));
    assertThat(PartMerge.due(half)).isEmpty();
    var less = Index.of(1, List.of(alive(part(0, 10), 3, 7)));
    var due = PartMerge.due(less).orElseThrow();
    var after = due.applied(due.merged(), less);
    assertThat(after.parts().get(0).segment().size()).isEqualTo(4);
    assertThat(recipes(after)).isEqualTo(range(3, 7));
    assertThat(PartMerge.due(after)).isEmpty();
  }

  @Test
  void large_neighbours_of_small_parts_are_left_alone() {
    var large = part(0, 100);
    var index = Index.of(1, List.of(large, part(100, 110), part(110, 120)));
    var due = PartMerge.due(index).orElseThrow();
    assertThat(due.sources()).isEqualTo(index.parts().subList(1, 3));
    var after = due.applied(due.merged(), index);
    assertThat(after.parts()).hasSize(2).startsWith(large);
    assertThat(recipes(after)).isEqualTo(range(0, 120));
  }

  @Test
  void what_died_and_what_came_while_parts_were_merged_is_minded() {
    var one = alive(part(0, 10), 2, 10);
    var two = part(10, 20);
    var due = PartMerge.due(Index.of(1, List.of(one, two))).orElseThrow();
    var merged = due.merged();
    assertThat(merged.size()).isEqualTo(18);

    var newer = part(20, 22);
    var both =
        due.applied(merged, Index.of(5, List.of(alive(one, 4, 10), alive(two, 0, 9), newer)));
    assertThat(both.stamp()).isEqualTo(5);
    assertThat(both.parts()).hasSize(2).endsWith(newer);
    assertThat(recipes(both))
        .containsExactlyElementsOf(LongStream.range(4, 22).filter(id -> id != 19).boxed().toList());

    var second = due.applied(merged, Index.of(5, List.of(alive(two, 3, 5), newer)));
    assertThat(recipes(second)).containsExactly(13L, 14L, 20L, 21L);
    var none = due.applied(merged, Index.of(5, List.of(newer)));
    assertThat(none.parts()).containsExactly(newer);
  }
}
