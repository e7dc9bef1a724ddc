package coop.potluck.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class MomentsTest {

  private static Index index(long stamp) {
    return new Index(stamp, List.of(), 0);
  }

  @Test
  void the_newest_ones_are_kept() {
    var moments = new Moments();
    for (var stamp : List.of(10L, 20L, 30L, 60L, 50L, 40L, 5L)) {
      moments.keep(index(stamp));
    }
    assertThat(moments.newest().stamp()).isEqualTo(60);
    assertThat(LongStream.of(5, 10, 20, 30, 40, 50, 60).filter(it -> moments.find(it) != null))
        .containsExactly(30L, 40L, 50L, 60L);
    assertThat(moments.find(55)).isNull();
  }

  @Test
  void the_moment_before_is_the_nearest_that_is_kept() {
    var moments = new Moments();
    assertThat(moments.before(3)).isEqualTo(Index.EMPTY);
    moments.keep(index(10));
    moments.keep(index(20));
    assertThat(moments.before(25).stamp()).isEqualTo(20);
    assertThat(moments.before(20).stamp()).isEqualTo(10);
    assertThat(moments.before(10)).isEqualTo(Index.EMPTY);
  }

  @Test
  void an_index_takes_the_place_of_another_of_its_moment() {
    var moments = new Moments();
    moments.keep(index(10));
    moments.keep(index(20));
    var tenth = new Index(10, List.of(), 1);
    var twentieth = new Index(20, List.of(), 2);
    moments.keep(tenth);
    moments.keep(twentieth);
    assertThat(moments.find(10)).isSameAs(tenth);
    assertThat(moments.find(20)).isSameAs(twentieth);
  }
}
