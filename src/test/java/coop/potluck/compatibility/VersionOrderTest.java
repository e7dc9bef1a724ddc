package coop.potluck.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import coop.potluck.recipe.Version;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class VersionOrderTest {

  private static final Instant DAY = Instant.parse("2024-05-01T10:00:00Z");
  private static final Pattern TOKEN = Pattern.compile("[0-9]+|.");
  private static final String RANKS = "+-_.";

  /** A version and the date of its tag. */
  record Dated(Version version, Instant date) {
    byte[] key() {
      return VersionOrder.key(version, date);
    }
  }

  @Test
  void versions_stand_in_the_order_that_people_expect() {
    assertInOrder(
        "v0.3",
        "1.14.1-rootless",
        "1.14.1-rootless_1",
        "1.14.1-rootless_2",
        "1.14.1-rootless_10",
        "2.6",
        "v10.0.0",
        "999.0.0",
        "0.0.1+1.0.0",
        "0.1.0+1.0.0",
        "1.0.0+1.2.0",
        "1.0.0+1.2.0-fpm",
        "1.0.0+1.2.1",
        "1.0.0+1.10.0",
        "1.0.0+v1.11.0",
        "1.0.0+1.12.0",
        "1.0.0+20240501",
        "1.0.0+latest",
        "1.9.0+1.0.0",
        "1.10.0+1.0.0",
        "999999999999999999.0.0+1");
  }

  @Test
  void numbers_longer_than_any_machine_word_are_still_numbers() {
    assertInOrder(
        "1.0.0+" + "9".repeat(60), "1.0.0+1" + "0".repeat(60), "1.0.0+1" + "0".repeat(150));
  }

  @Test
  void leading_zeros_count_for_nothing_but_keep_two_tags_apart() {
    assertInOrder("1.0.0+1.2", "1.0.0+1.02.1", "1.0.0+1.3");
    assertThat(key("1.0.0+1.02", DAY)).isNotEqualTo(key("1.0.0+1.2", DAY));
  }

  @Test
  void the_later_tag_is_the_higher_one_of_two_that_say_the_same() {
    assertThat(Arrays.compareUnsigned(key("1.0.0+01", DAY), key("1.0.0+1", DAY.plusSeconds(1))))
        .isNegative();
    assertThat(
            Arrays.compareUnsigned(
                key("1.0.0+1", Instant.EPOCH.minusSeconds(5)), key("1.0.0+01", Instant.EPOCH)))
        .isNegative();
  }

  @Property(tries = 2000)
  void bytes_agree_with_a_comparator_that_can_be_read(
      @ForAll("dated") Dated one, @ForAll("dated") Dated other) {
    assertThat(Integer.signum(Arrays.compareUnsigned(one.key(), other.key())))
        .isEqualTo(Integer.signum(READABLE.compare(one, other)));
  }

  @Property(tries = 2000)
  void the_order_is_total(@ForAll("dated") Dated one, @ForAll("dated") Dated other) {
    var there = Arrays.compareUnsigned(one.key(), other.key());
    var back = Arrays.compareUnsigned(other.key(), one.key());
    assertThat(Integer.signum(there)).isEqualTo(-Integer.signum(back));
    assertThat(there == 0).isEqualTo(one.equals(other));
  }

  @Property(tries = 1000)
  void the_comparator_is_transitive(
      @ForAll("dated") Dated one, @ForAll("dated") Dated two, @ForAll("dated") Dated three) {
    var sorted = new ArrayList<>(List.of(one, two, three));
    sorted.sort(READABLE);
    assertThat(READABLE.compare(sorted.get(0), sorted.get(2))).isLessThanOrEqualTo(0);
  }

  @Property(tries = 200)
  void sorting_does_not_depend_on_where_it_starts(
      @ForAll("several") List<Dated> versions, @ForAll long seed) {
    var shuffled = new ArrayList<>(versions);
    Collections.shuffle(shuffled, new Random(seed));
    assertThat(sorted(shuffled)).isEqualTo(sorted(versions));
  }

  @Provide
  Arbitrary<List<Dated>> several() {
    return dated().list().ofMaxSize(30);
  }

  /** Few different parts, so that versions often agree in some of them. */
  @Provide
  Arbitrary<Dated> dated() {
    var number = Arbitraries.of("0", "1", "01", "2", "10", "9", "999999999999999999");
    var app =
        Arbitraries.of(
                "", "1", "01", "v", "v1", "1.2", "1.10", ".", "-", "_", "+", "a", "Z", "-fpm")
            .list()
            .ofMinSize(1)
            .ofMaxSize(4)
            .map(parts -> String.join("", parts));
    var release =
        Combinators.combine(number, number, number, app)
            .as((a, b, c, d) -> a + "." + b + "." + c + "+" + d);
    var legacy =
        Combinators.combine(Arbitraries.of("", "v"), number.list().ofMinSize(1).ofMaxSize(3), app)
            .as((v, numbers, rest) -> v + String.join(".", numbers) + "-" + rest);
    var plain = number.list().ofMinSize(1).ofMaxSize(3).map(numbers -> String.join(".", numbers));
    var tags =
        Arbitraries.oneOf(release, legacy, plain).filter(tag -> Version.parse(tag).isPresent());
    return Combinators.combine(tags, Arbitraries.integers().between(-2, 2))
        .as((tag, days) -> new Dated(parse(tag), DAY.plusSeconds(86_400L * days)));
  }

  private static final Comparator<Dated> READABLE =
      Comparator.<Dated, Boolean>comparing(it -> it.version().release())
          .thenComparing(it -> numbers(it.version()), VersionOrderTest::compareNumbers)
          .thenComparing(it -> it.version().app(), VersionOrderTest::compareNaturally)
          .thenComparing(Dated::date)
          .thenComparing(
              it -> it.version().tag().getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned);

  private static List<BigInteger> numbers(Version version) {
    var numbers = new ArrayList<>(version.numbers());
    while (numbers.size() < 3) {
      numbers.add(BigInteger.ZERO);
    }
    return numbers;
  }

  private static int compareNumbers(List<BigInteger> one, List<BigInteger> other) {
    for (var i = 0; i < 3; i++) {
      var order = one.get(i).compareTo(other.get(i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private static int compareNaturally(String one, String other) {
    var left = tokens(one);
    var right = tokens(other);
    for (var i = 0; i < Math.min(left.size(), right.size()); i++) {
      var order = compareTokens(left.get(i), right.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(left.size(), right.size());
  }

  private static List<String> tokens(String text) {
    var bare = text.matches("v[0-9].*") ? text.substring(1) : text;
    return TOKEN.matcher(bare).results().map(match -> match.group()).toList();
  }

  private static int compareTokens(String one, String other) {
    var isNumber = Character.isDigit(one.charAt(0));
    var otherIsNumber = Character.isDigit(other.charAt(0));
    if (isNumber && otherIsNumber) {
      return new BigInteger(one).compareTo(new BigInteger(other));
    }
    if (isNumber != otherIsNumber) {
      return isNumber ? -1 : 1;
    }
    return Integer.compare(rank(one.charAt(0)), rank(other.charAt(0)));
  }

  private static int rank(char character) {
    var sign = RANKS.indexOf(character);
    return sign >= 0 ? sign : character;
  }

  private static List<Dated> sorted(List<Dated> versions) {
    var sorted = new ArrayList<>(versions);
    sorted.sort(Comparator.comparing(Dated::key, Arrays::compareUnsigned));
    return sorted;
  }

  private static void assertInOrder(String... tags) {
    var shuffled = new ArrayList<>(List.of(tags));
    Collections.shuffle(shuffled, new Random(7));
    shuffled.sort(Comparator.comparing(tag -> key(tag, DAY), Arrays::compareUnsigned));
    assertThat(shuffled).containsExactly(tags);
  }

  private static byte[] key(String tag, Instant date) {
    return VersionOrder.key(parse(tag), date);
  }

  private static Version parse(String tag) {
    return Version.parse(tag).orElseThrow();
  }
}
