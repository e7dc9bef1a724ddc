package coop.potluck.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class FacetValuesTest {

  @Test
  void a_value_keeps_its_number_and_its_facet() {
    var values = new FacetValues();
    var apps = values.ordinal(Facet.CATEGORY, "apps");
    assertThat(values.ordinal(Facet.NEEDS, "apps")).isNotEqualTo(apps);
    assertThat(values.ordinal(Facet.CATEGORY, "apps")).isEqualTo(apps);
    assertThat(values.facet(apps)).isEqualTo(Facet.CATEGORY);
    assertThat(values.value(apps)).isEqualTo("apps");
    assertThat(values.find(Facet.CATEGORY, "apps")).hasValue(apps);
    assertThat(values.find(Facet.CATEGORY, "wikis")).isEmpty();
    assertThat(values.size()).isEqualTo(2);
  }

  @Test
  void many_threads_get_the_same_numbers_without_a_gap() throws Exception {
    var values = new FacetValues();
    var start = new CountDownLatch(1);
    var threads = Executors.newFixedThreadPool(4);
    try {
      var results = new ArrayList<Future<?>>();
      for (var thread = 0; thread < 4; thread++) {
        results.add(
            threads.submit(
                () -> {
                  start.await();
                  for (var i = 0; i < 2000; i++) {
                    var ordinal = values.ordinal(Facet.CATEGORY, "c" + i);
                    assertThat(values.value(ordinal)).isEqualTo("c" + i);
                  }
                  return null;
                }));
      }
      start.countDown();
      for (var result : results) {
        result.get();
      }
    } finally {
      threads.shutdownNow();
    }
    var seen = new HashSet<String>();
    for (var ordinal = 0; ordinal < values.size(); ordinal++) {
      seen.add(values.value(ordinal));
    }
    assertThat(seen).hasSize(2000);
    assertThat(values.size()).isEqualTo(2000);
  }
}
