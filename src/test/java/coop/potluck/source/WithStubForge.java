package coop.potluck.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;

/** A test of a lister against a stub forge that stops with it. */
abstract class WithStubForge {

  @SuppressWarnings("NullAway.Init")
  StubForge forge;

  StubForge forge(StubForge.Script script) throws IOException {
    forge = new StubForge(script);
    return forge;
  }

  @AfterEach
  void stop() {
    if (forge != null) {
      forge.close();
    }
  }

  String page(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(i -> forge.repository("r" + i))
        .collect(Collectors.joining(",", "[", "]"));
  }

  static List<String> names(Listing listing) {
    assertThat(listing).isInstanceOf(Listing.Listed.class);
    return ((Listing.Listed) listing)
        .repositories().stream().map(repository -> repository.name().value()).toList();
  }

  static ListedRepository only(Listing listing) {
    assertThat(names(listing)).hasSize(1);
    return ((Listing.Listed) listing).repositories().get(0);
  }
}
