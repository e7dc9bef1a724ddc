package coop.potluck.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import coop.potluck.compatibility.Difference.Change;
import coop.potluck.recipe.RecipeContent;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every case in {@code src/test/resources/comparing}; {@code -Dupdate.golden=true} rewrites them.
 */
class ComparerTest {

  private final Comparer comparer = new Comparer();
  private final List<ComparingCase> cases = ComparingCase.all();

  @TestFactory
  Stream<DynamicTest> a_case_differs_as_it_says() {
    return each(
        it -> {
          var actual = Shown.of(it.comparison());
          if (Boolean.getBoolean("update.golden")) {
            it.rewrite(actual);
          }
          assertThat(actual).isEqualTo(ComparingCase.read(it.path()).expected());
        });
  }

  @TestFactory
  Stream<DynamicTest> no_version_differs_from_itself() {
    return each(
        it ->
            it.contents()
                .forEach(
                    content ->
                        assertThat(comparer.differences(content, content, known(it, content)))
                            .isEmpty()));
  }

  @TestFactory
  Stream<DynamicTest> the_way_back_mirrors_the_way_there() {
    return each(
        it -> {
          var last = it.contents().size() - 1;
          assertThat(AddingUp.mirrored(it.comparison(last, 0).differences()))
              .isEqualTo(AddingUp.sides(it.comparison(0, last).differences()));
        });
  }

  @TestFactory
  Stream<DynamicTest> the_hops_add_up() {
    return each(
        it -> {
          var hops = new ArrayList<List<Difference>>();
          for (var i = 1; i < it.contents().size(); i++) {
            hops.add(it.comparison(i - 1, i).differences());
          }
          assertThat(AddingUp.of(hops))
              .isEqualTo(AddingUp.of(List.of(it.comparison().differences())));
        });
  }

  @Test
  void some_cases_have_hops() {
    assertThat(cases).filteredOn(it -> it.contents().size() > 2).hasSizeGreaterThanOrEqualTo(3);
  }

  @Test
  void every_line_of_the_table_decides_somewhere() {
    var lines = new TreeSet<Integer>();
    JudgingTable.standard().rows().forEach(row -> lines.add(row.line()));
    for (var it : cases) {
      for (var i = 1; i < it.contents().size(); i++) {
        decided(it, i - 1, i).forEach(lines::remove);
        decided(it, i, i - 1).forEach(lines::remove);
      }
    }
    assertThat(lines).as("lines of %s without a case", JudgingTable.FILE).isEmpty();
  }

  private static List<Integer> decided(ComparingCase it, int from, int to) {
    return Comparer.changes(it.contents().get(from), it.contents().get(to), it.view()).stream()
        .filter(changed -> Parts.reason(changed).isEmpty())
        .map(changed -> JudgingTable.standard().find(changed).line())
        .toList();
  }

  @Test
  void every_aspect_is_added_and_removed_in_a_case() {
    for (var change : List.of(Change.ADDED, Change.REMOVED)) {
      var missing = EnumSet.allOf(Aspect.class);
      for (var it : cases) {
        it.comparison().differences().stream()
            .filter(difference -> difference.change() == change)
            .forEach(difference -> missing.remove(difference.aspect()));
      }
      assertThat(missing).as(change.name()).isEmpty();
    }
  }

  /** A version may lack an overlay of which the view is. */
  private static View known(ComparingCase it, RecipeContent content) {
    return it.view() instanceof View.Overlays overlays
        ? new View.Overlays(
            overlays.names().stream()
                .filter(name -> Viewed.overlay(content, name).isPresent())
                .toList())
        : it.view();
  }

  private Stream<DynamicTest> each(Consumer<ComparingCase> check) {
    return cases.stream().map(it -> DynamicTest.dynamicTest(it.toString(), () -> check.accept(it)));
  }
}
