package coop.potluck.source;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import coop.potluck.outbound.Outbound;
import coop.potluck.outbound.OutboundRequest;
import coop.potluck.outbound.OutboundResponse;
import coop.potluck.recipe.RecipeName;
import coop.potluck.recipe.Repository;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Asks a forge for all repositories of an organisation, page by page. */
final class ForgeLister {

  /** Waits; a seam for tests that cannot. */
  @FunctionalInterface
  interface Pause {
    void sleep(Duration duration) throws InterruptedException;
  }

  private final Outbound outbound;
  private final SourceSettings settings;
  private final Clock clock;
  private final Pause pause;
  private final ObjectReader json;

  ForgeLister(Outbound outbound, SourceSettings settings, Clock clock, Pause pause) {
    this.outbound = outbound;
    this.settings = settings;
    this.clock = clock;
    this.pause = pause;
    var constraints =
        StreamReadConstraints.builder()
            .maxNestingDepth(settings.maxJsonDepth())
            .maxNumberLength(100)
            .build();
    this.json =
        JsonMapper.builder(JsonFactory.builder().streamReadConstraints(constraints).build())
            .build()
            .reader();
  }

  Listing list(Source.Forge forge) {
    try {
      return new Walk(forge).all();
    } catch (StoppedException e) {
      return new Listing.Failed(e.reason, e.retryAfter);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Listing.Failed("interrupted", null);
    } catch (JsonProcessingException e) {
      return new Listing.Failed("the forge's answer is no JSON within the limits", null);
    } catch (IOException e) {
      return new Listing.Failed(String.valueOf(e.getMessage()), null);
    }
  }

  /** One organisation's list on its way. */
  private final class Walk {
    private final Source.Forge forge;
    private final ForgeApi api;
    private final Instant end = clock.instant().plus(settings.listTimeout());
    private final Collected collected = new Collected();
    private final Set<String> seen = new HashSet<>();

    Walk(Source.Forge forge) {
      this.forge = forge;
      this.api = new ForgeApi(forge);
    }

    Listing all() throws IOException, InterruptedException {
      var next = api.page(1);
      for (var number = 1; number <= settings.maxPages(); number++) {
        try (var response = page(next)) {
          var items = items(response);
          var before = seen.size();
          items.forEach(this::add);
          if (!items.isEmpty() && seen.size() == before) {
            throw new StoppedException("the forge repeats its pages", null);
          }
          if (seen.size() > settings.maxRepositories()) {
            throw new StoppedException(
                "the forge lists more than " + settings.maxRepositories() + " repositories", null);
          }
          var after = NextPage.after(api, number, response, items.size(), seen.size());
          if (after instanceof NextPage.Wrong wrong) {
            throw new StoppedException(wrong.reason(), null);
          }
          if (!(after instanceof NextPage.At at)) {
            return collected.listed();
          }
          next = at.uri();
          var wait = Throttle.exhausted(response, clock.instant());
          if (wait != null) {
            waitFor(wait);
          }
        }
      }
      throw new StoppedException(
          "the forge's list has more than " + settings.maxPages() + " pages", null);
    }

    private OutboundResponse page(URI uri) throws IOException, InterruptedException {
      for (var attempt = 1; ; attempt++) {
        var response = send(uri);
        var wait = Throttle.refusal(response, clock.instant());
        if (wait == null) {
          return accepted(response);
        }
        response.close();
        if (attempt == settings.maxAttempts()) {
          throw throttled(wait);
        }
        waitFor(wait);
      }
    }

    private OutboundResponse send(URI uri) throws IOException {
      var left = Duration.between(clock.instant(), end);
      if (left.isNegative() || left.isZero()) {
        throw new StoppedException(
            "the forge's list takes longer than " + settings.listTimeout().toSeconds() + " s",
            null);
      }
      return outbound.send(
          OutboundRequest.get(uri)
              .withHeaders(api.headers())
              .withTimeout(
                  left.compareTo(settings.callTimeout()) < 0 ? left : settings.callTimeout())
              .withMaxBytes(settings.maxPageBytes()));
    }

    private OutboundResponse accepted(OutboundResponse response) throws IOException {
      var reason =
          switch (response.status()) {
            case 200 ->
                RepositoryUrl.origin(response.uri()).equals(RepositoryUrl.origin(api.page(1)))
                    ? null
                    : "the forge redirects to another host or scheme; its url must be the last one";
            case 401 -> "the forge refuses the token";
            case 403 -> "the forge refuses access to the organisation " + forge.org();
            case 404 -> "the forge knows no organisation " + forge.org() + ", or does not show it";
            default -> "the forge answers with status " + response.status();
          };
      if (reason != null) {
        response.close();
        throw new StoppedException(reason, null);
      }
      return response;
    }

    private void waitFor(Duration wait) throws IOException, InterruptedException {
      if (wait.compareTo(settings.maxWait()) > 0 || clock.instant().plus(wait).isAfter(end)) {
        throw throttled(wait);
      }
      pause.sleep(wait);
    }

    private StoppedException throttled(Duration wait) {
      var bounded = wait.compareTo(settings.maxRetryAfter()) > 0 ? settings.maxRetryAfter() : wait;
      return new StoppedException("the forge throttles", clock.instant().plus(bounded));
    }

    private JsonNode items(OutboundResponse response) throws IOException {
      var node = json.readTree(response.body());
      if (node == null || !node.isArray()) {
        throw new StoppedException("the forge's answer is no list", null);
      }
      return node;
    }

    private void add(JsonNode item) {
      var entry = api.entry(item);
      // without a name the number stands in, so that a page of nameless entries is new just once
      if (!seen.add(entry.cloneUrl() + " " + entry.name())) {
        return;
      }
      var name = RecipeName.parse(String.valueOf(entry.name())).orElse(null);
      if (entry.name() == null || name == null) {
        collected.skipMalformed(entry.name());
      } else if (forge.takes(name.value())) {
        take(name, entry);
      }
    }

    private void take(RecipeName name, ForgeEntry entry) {
      var cloneUrl = Cleaned.uri(entry.cloneUrl());
      if (entry.hidden() && forge.token() == null) {
        collected.skip(name.value(), "private, and the source has no token");
      } else if (entry.empty()) {
        collected.skip(name.value(), "the repository is empty");
      } else if (cloneUrl == null) {
        collected.skip(name.value(), "the forge gives no http(s) URL to clone it from");
      } else if (!RepositoryUrl.origin(cloneUrl).equals(RepositoryUrl.origin(forge.url()))) {
        collected.skip(name.value(), "its clone URL is not on the forge's own host");
      } else {
        collected.add(listed(name, cloneUrl, entry));
      }
    }

    private ListedRepository listed(RecipeName name, URI cloneUrl, ForgeEntry entry) {
      return new ListedRepository(
          name,
          cloneUrl.toString(),
          forge.token(),
          new Repository(
              cloneUrl.toString(),
              Cleaned.sshUrl(entry.sshUrl()),
              Cleaned.line(entry.description()),
              Cleaned.webUrl(entry.website()),
              Cleaned.webUrl(entry.icon()),
              entry.archived()),
          Cleaned.branch(entry.defaultBranch()),
          entry.updatedAt());
    }
  }

  /** The list cannot be had, for a reason that the operator can read. */
  private static final class StoppedException extends IOException {
    private static final long serialVersionUID = 1L;
    private final String reason;
    private final transient @Nullable Instant retryAfter;

    StoppedException(String reason, @Nullable Instant retryAfter) {
      super(reason);
      this.reason = reason;
      this.retryAfter = retryAfter;
    }
  }
}
