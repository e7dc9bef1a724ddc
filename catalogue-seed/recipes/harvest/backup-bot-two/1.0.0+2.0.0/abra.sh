run_backup() {
  backup create
}
