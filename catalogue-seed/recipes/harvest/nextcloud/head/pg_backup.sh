#!/bin/bash

set -euo pipefail

dump=/var/lib/postgresql/data/dump.sql.gz

backup() {
  pg_dump -U nextcloud nextcloud | gzip > "$dump"
}

restore() {
  dropdb -U nextcloud --force nextcloud
  createdb -U nextcloud nextcloud
  gunzip -c "$dump" | psql -U nextcloud nextcloud
}

"$1"
