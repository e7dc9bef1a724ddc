#!/bin/bash

set -e

file=/var/lib/postgresql/data/backup.sql
export PGPASSWORD=$(cat /run/secrets/db_password)

case "$1" in
  backup)
    pg_dump -U authentik authentik > "$file"
    ;;
  restore)
    dropdb -U authentik --force authentik
    createdb -U authentik authentik
    psql -U authentik -f "$file" authentik
    ;;
esac
