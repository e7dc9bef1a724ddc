package coop.potluck.peer;

import coop.potluck.federation.FederationSettings;
import coop.potluck.federation.NewestSeen;
import coop.potluck.outbound.Outbound;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What this node's witnesses, and the nodes that it follows, hold of its own log. */
public final class NewestElsewhere implements NewestSeen {

  private static final Logger LOG = LoggerFactory.getLogger(NewestElsewhere.class);
  private static final int MAX_THREADS = 16;

  private final WitnessClient client;
  private final FederationSettings settings;
  private final List<Place> places;

  /** Somebody who may hold a checkpoint of ours, and where. */
  private record Place(String who, URI prefix) {}

  public NewestElsewhere(
      Outbound outbound,
      FederationSettings settings,
      List<WitnessSettings> witnesses,
      List<PeerSettings> peers) {
    this.client = new WitnessClient(outbound, settings.callTimeout());
    this.settings = settings;
    this.places = new ArrayList<>();
    witnesses.forEach(it -> places.add(new Place(it.key().name(), it.url())));
    peers.forEach(it -> places.add(new Place(it.origin(), URI.create(it.url() + "/mirror"))));
  }

  @Override
  public boolean isAnyoneThere() {
    return !places.isEmpty();
  }

  /** Asks all at once, and waits no longer than one call may take. */
  @Override
  public List<Answer> ask(String origin) {
    if (places.isEmpty()) {
      return List.of();
    }
    var threads = Executors.newFixedThreadPool(Math.min(MAX_THREADS, places.size()));
    try {
      return ask(origin, threads);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of();
    } finally {
      threads.shutdownNow();
    }
  }

  private List<Answer> ask(String origin, ExecutorService threads) throws InterruptedException {
    var asked = new ArrayList<Future<Optional<Answer>>>();
    var end = System.nanoTime() + settings.callTimeout().toNanos() * 2;
    for (var place : places) {
      asked.add(threads.submit(() -> ask(origin, place)));
    }
    var answers = new ArrayList<Answer>();
    for (var each : asked) {
      try {
        each.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS)
            .ifPresent(answers::add);
      } catch (ExecutionException e) {
        LOG.warn("asking for our newest checkpoint", e.getCause());
      } catch (TimeoutException e) {
        each.cancel(true);
      }
    }
    return answers;
  }

  private Optional<Answer> ask(String origin, Place place) {
    try {
      return Optional.of(
          new Answer(place.who(), client.shown(place.prefix(), origin).orElse(null)));
    } catch (IOException e) {
      LOG.info("{} does not tell what it holds of our log: {}", place.who(), e.getMessage());
      return Optional.empty();
    }
  }
}
