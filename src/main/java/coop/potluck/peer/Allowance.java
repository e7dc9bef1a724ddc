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
  }

  /** How many entries more, after those that this look took. */
  long entriesLeft(long taken) {
    return peer.maxEntriesPerDay(settings) - used.entries() - taken;
  }

  /** Throws where nothing more may be taken. */
  void require(long taken) throws OverBudgetException {
    if (entriesLeft(taken) <= 0) {
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
