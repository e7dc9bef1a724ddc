export APP_INI_VERSION=@CONFIG@
export ENTRYPOINT_VERSION=@ENTRYPOINT@

create_admin() {
  app user create --admin --email "$1" --name "$2"
}

migrate() {
  app migrate --all
}
