package coop.potluck.search;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * Parts of an index that are worth making one, so that there are few and each recipe is merged a
 * few times only: those from the first on that is less than twice as large as its newer ones
 * together, or less than half alive.
 *
 * @param sources neighbours, as they were when this was decided
 */
record PartMerge(List<Index.Part> sources) {

  /** What is due for an index, if anything. */
  static Optional<PartMerge> due(Index index) {
    var parts = index.parts();
    var newer = index.size();
    for (var i = 0; i < parts.size(); i++) {
      var size = parts.get(i).size();
      newer -= size;
      if (size < 2 * newer || 2 * size < parts.get(i).segment().size()) {
        return Optional.of(new PartMerge(parts.subList(i, parts.size())));
      }
    }
    return Optional.empty();
  }

  /** What the sources make together. Takes long. */
  Segment merged() {
    return SegmentWriter.merge(
        sources.stream().map(Index.Part::segment).toList(),
        sources.stream().map(Index.Part::live).toList());
  }

  /** An index that came of the one this was decided for, with the sources made one. */
  Index applied(Segment merged, Index later) {
    var live = new BitSet(merged.size());
    var slot = 0;
    for (var source : sources) {
      var stillLive = live(later, source.segment());
      for (var it = source.live().nextSetBit(0); it >= 0; it = source.live().nextSetBit(it + 1)) {
        live.set(slot++, stillLive.get(it));
      }
    }
    var parts = new ArrayList<Index.Part>();
    var isPlaced = live.isEmpty();
    for (var part : later.parts()) {
      if (sources.stream().noneMatch(source -> source.segment() == part.segment())) {
        parts.add(part);
      } else if (!isPlaced) {
        parts.add(new Index.Part(merged, live));
        isPlaced = true;
      }
    }
    return Index.of(later.stamp(), parts);
  }

  private static BitSet live(Index index, Segment segment) {
    for (var part : index.parts()) {
      if (part.segment() == segment) {
        return part.live();
      }
    }
    return new BitSet();
  }
}
