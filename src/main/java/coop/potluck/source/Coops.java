package coop.potluck.source;

import coop.potluck.recipe.CoopId;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The co-ops that this node follows; of two recipes with one name the earlier co-op's wins. */
public record Coops(List<FollowedCoop> inPrecedence) {

  public Coops {
    inPrecedence = List.copyOf(inPrecedence);
  }

  public Optional<FollowedCoop> find(CoopId id) {
    return inPrecedence.stream().filter(followed -> followed.coop().id().equals(id)).findFirst();
  }

  /** The source with that id, and nothing for an id that no source has. */
  public Optional<Source> findSource(String id) {
    return inPrecedence.stream()
        .flatMap(followed -> followed.sources().stream())
        .filter(source -> source.id().equals(id))
        .findFirst();
  }

  /** Every http(s) URL that the node is told to call. */
  public List<URI> urls() {
    var urls = new ArrayList<URI>();
    for (var followed : inPrecedence) {
      for (var source : followed.sources()) {
        if (source instanceof Source.Forge forge) {
          urls.add(forge.url());
        } else if (source instanceof Source.Repositories repositories) {
          repositories.entries().stream()
              .filter(entry -> entry.url().startsWith("http"))
              .forEach(entry -> urls.add(URI.create(entry.url())));
        }
      }
    }
    return urls;
  }
}
