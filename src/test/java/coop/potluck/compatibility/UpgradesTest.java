package coop.potluck.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import coop.potluck.compatibility.UpgradePlan.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every case in {@code src/test/resources/upgrading}; {@code -Dupdate.golden=true} rewrites them.
 */
class UpgradesTest {

  private final List<UpgradeCase> cases = UpgradeCase.all();

  @TestFactory
  Stream<DynamicTest> a_question_is_answered_as_it_says() {
    return cases.stream()
        .flatMap(
            it ->
                it.questions().stream()
                    .map(
                        question ->
                            DynamicTest.dynamicTest(
                                it.path().getFileName() + " " + question.header(),
                                () -> answers(it, question))));
  }

  private static void answers(UpgradeCase upgradeCase, UpgradeCase.Question question) {
    var answer = upgradeCase.answer(question);
    if (Boolean.getBoolean("update.golden")) {
      upgradeCase.rewrite(question, answer);
    } else {
      assertThat(answer).isEqualTo(question.wanted());
    }
  }

  @TestFactory
  Stream<DynamicTest> a_version_is_no_way_from_itself() {
    return eachWay(
        way -> {
          var plan = way.upgrades().plan(way.from(), way.from());
          assertThat(plan.hops()).isEmpty();
          assertThat(plan.route()).isEmpty();
          assertThat(plan.verdict()).isEqualTo(Verdict.SAFE);
          assertThat(plan.environment().diff()).isEmpty();
        });
  }

  @TestFactory
  Stream<DynamicTest> a_route_goes_up_and_ends_where_it_is_to() {
    return eachWay(
        way -> {
          var route = way.plan().route().stream().map(way.upgradeCase()::release).toList();
          assertThat(route).isSorted().doesNotHaveDuplicates();
          assertThat(route.get(route.size() - 1)).isEqualTo(way.to());
          assertThat(route).allSatisfy(it -> assertThat(it).isGreaterThan(way.from()));
        });
  }

  @TestFactory
  Stream<DynamicTest> hops_follow_each_other_and_none_is_left_out() {
    return eachWay(
        way -> {
          var last = way.from();
          for (var hop : way.plan().hops()) {
            assertThat(hop.from()).isEqualTo(last);
            last = hop.to();
          }
          assertThat(last).isEqualTo(way.to());
          assertThat(way.plan().hops())
              .hasSize(
                  (int)
                      way.upgradeCase().releases().stream()
                          .filter(it -> it.compareTo(way.from()) > 0)
                          .filter(it -> it.compareTo(way.to()) <= 0)
                          .count());
        });
  }

  @TestFactory
  Stream<DynamicTest> the_patches_of_the_hops_add_up() {
    return eachWay(
        way -> {
          var keys = keys(way.upgradeCase(), way.from());
          var hopByHop = new TreeSet<>(keys);
          way.plan().hops().forEach(hop -> apply(hop.environment(), hopByHop));
          var atOnce = new TreeSet<>(keys);
          apply(way.plan().environment(), atOnce);
          assertThat(hopByHop).isEqualTo(atOnce);
          assertThat(atOnce).containsAll(keys(way.upgradeCase(), way.to()));
        });
  }

  @TestFactory
  Stream<DynamicTest> a_way_is_as_hard_as_its_hardest_hop() {
    return eachWay(
        way -> {
          var hops = way.plan().hops().stream().map(UpgradePlan.Hop::verdict).toList();
          assertThat(way.plan().verdict()).isEqualTo(hops.stream().max(Verdict::compareTo).get());
          assertThat(way.plan().reasons().isEmpty())
              .isEqualTo(way.plan().verdict() == Verdict.SAFE);
        });
  }

  private static Set<String> keys(UpgradeCase upgradeCase, Release release) {
    var keys = new TreeSet<String>();
    new SampleKeys(upgradeCase.content(release)).active().forEach(key -> keys.add(key.key()));
    return keys;
  }

  private static void apply(EnvironmentPatch patch, Set<String> keys) {
    patch.add().stream()
        .flatMap(String::lines)
        .filter(line -> !line.startsWith("#") && !line.startsWith("COMPOSE_FILE="))
        .forEach(line -> keys.add(line.substring(0, line.indexOf('='))));
    patch.remove().forEach(keys::remove);
  }

  @Test
  void targets_are_named_by_tag_or_by_how_far_they_are() {
    var upgradeCase = caseNamed("backports.txt");
    var upgrades = upgradeCase.upgrades();
    var from = upgradeCase.release("1.0.0+1.0");
    assertThat(target(upgrades, from, "latest")).isEqualTo("2.1.0+2.1");
    assertThat(target(upgrades, from, "latest-minor")).isEqualTo("1.1.1+1.2");
    assertThat(target(upgrades, from, "latest-patch")).isEqualTo("1.0.1+1.0");
    assertThat(target(upgrades, from, "1.1.0+1.1")).isEqualTo("1.1.0+1.1");
    assertThat(upgrades.target(from, "1.1.0")).isEmpty();
    var last = upgradeCase.release("2.1.0+2.1");
    assertThat(target(upgrades, last, "latest")).isEqualTo("2.1.0+2.1");
    assertThat(target(upgrades, last, "latest-patch")).isEqualTo("2.1.0+2.1");
  }

  @Test
  void a_check_shows_no_value_of_the_file() {
    var upgradeCase = caseNamed("file_of_an_operator.txt");
    var questions = upgradeCase.questions().stream().filter(it -> it.file() != null).toList();
    assertThat(questions)
        .isNotEmpty()
        .allSatisfy(
            question -> {
              var file = Objects.requireNonNull(question.file());
              var from = upgradeCase.release(question.words().get(1));
              var to = upgradeCase.release(question.words().get(2));
              var check = upgradeCase.upgrades().check(from, to, file);
              assertThat(check.toString()).doesNotContain("private.example", "staging");
            });
  }

  private static String target(Upgrades upgrades, Release from, String target) {
    return upgrades.target(from, target).orElseThrow().tag().name();
  }

  private UpgradeCase caseNamed(String name) {
    return cases.stream().filter(it -> it.path().endsWith(name)).findFirst().orElseThrow();
  }

  /** A way from one version of a case to a higher one. */
  private record Way(
      UpgradeCase upgradeCase, Upgrades upgrades, Release from, Release to, UpgradePlan plan) {}

  private Stream<DynamicTest> eachWay(Consumer<Way> test) {
    return cases.stream()
        .map(
            it ->
                DynamicTest.dynamicTest(
                    it.path().getFileName().toString(), () -> ways(it).forEach(test)));
  }

  private static List<Way> ways(UpgradeCase upgradeCase) {
    var upgrades = upgradeCase.upgrades();
    var ways = new ArrayList<Way>();
    for (var from : upgradeCase.releases()) {
      for (var to : upgradeCase.releases()) {
        if (from.compareTo(to) < 0) {
          ways.add(new Way(upgradeCase, upgrades, from, to, upgrades.plan(from, to)));
        }
      }
    }
    return ways;
  }
}
