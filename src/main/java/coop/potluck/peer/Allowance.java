package coop.potluck.peer;

import coop.potluck.federation.FederationSettings;

/** What one look may still take of a peer before that has cost what it may on a day. */
final class Allowance {

  private final PeerSettings peer;
  private final FederationSettings settings;
  private final Budgets budgets;
  private final Quarantine quarantine;
  private final ReceivedBytes received;
  private final Budgets.Used used;
  private final long before;
  private long noted;
  private long taken;

  Allowance(
      PeerSettings peer,
      FederationSettings settings,
      Budgets budgets,
      Quarantine quarantine,
      ReceivedBytes received) {
    this.peer = peer;
    this.settings = settings;
    this.budgets = budgets;
    this.quarantine = quarantine;
    this.received = received;
    this.used = budgets.today(peer.origin());
    this.before = received.count();
    this.noted = before;
  }

  /** Notes entries that were taken, and the bytes that came since it was called last. */
  void use(long entries) {
    var bytes = received.count();
    budgets.use(peer.origin(), entries, bytes - noted);
    noted = bytes;
    taken += entries;
  }

  /** The entries that this look took. */
  long taken() {
    return taken;
  }

  /** How many entries more, after those. */
  long entriesLeft() {
    return peer.maxEntriesPerDay(settings) - used.entries() - taken;
  }

  /** Throws where nothing more may be taken. */
  void require() throws OverBudgetException {
    if (entriesLeft() <= 0) {
      throw over("entries", peer.maxEntriesPerDay(settings));
    }
    if (used.bytes() + received.count() - before >= peer.maxBytesPerDay(settings)) {
      throw over("bytes", peer.maxBytesPerDay(settings));
    }
    if (quarantine.count(peer.origin()) > settings.maxQuarantined()) {
      throw over("items that could not be taken", settings.maxQuarantined());
    }
  }

  private OverBudgetException over(String what, long most) {
    return new OverBudgetException(
        "it brought its " + most + " " + what + ", which is all it may", budgets.tomorrow());
  }
}
