#!/bin/bash

set -euo pipefail

dump=/var/lib/mysql/dump.sql.gz
export MYSQL_PWD=$(cat /run/secrets/db_root_password)

backup() {
  mariadb-dump --single-transaction -u root nextcloud | gzip > "$dump"
}

restore() {
  gunzip -c "$dump" | mariadb -u root nextcloud
}

"$1"
