list_snapshots() {
  backup snapshots
}
