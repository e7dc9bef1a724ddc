#!/bin/bash

set -euo pipefail

dump=/var/lib/mysql/dump.sql.gz
export MYSQL_PWD=$(cat /run/secrets/db_root_password)

backup() {
  mysqldump --single-transaction -u root nextcloud | gzip > "$dump"
}

restore() {
  gunzip -c "$dump" | mysql -u root nextcloud
}

"$1"
