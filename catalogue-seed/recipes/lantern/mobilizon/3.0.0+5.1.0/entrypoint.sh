#!/bin/sh

set -e

export MOBILIZON_DATABASE_PASSWORD=$(cat /run/secrets/db_password)
export MOBILIZON_INSTANCE_SECRET_KEY=$(cat /run/secrets/secret_key)
export MOBILIZON_INSTANCE_SECRET_KEY_BASE=$(cat /run/secrets/secret_key_base)
[ -f /run/secrets/smtp_pass ] && export MOBILIZON_SMTP_PASSWORD=$(cat /run/secrets/smtp_pass)

chown -R nobody:nogroup /var/lib/mobilizon

exec su -s /bin/sh nobody -c ./docker-entrypoint.sh
