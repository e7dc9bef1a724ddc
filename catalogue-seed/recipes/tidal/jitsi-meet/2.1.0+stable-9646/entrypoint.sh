#!/bin/bash

# The images take passwords from the environment only.
for name in jicofo_auth jvb_auth jibri_rec jibri_xmpp; do
  file="/run/secrets/$name"
  [ -f "$file" ] || continue
  case "$name" in
    jicofo_auth) export JICOFO_AUTH_PASSWORD=$(cat "$file") ;;
    jvb_auth) export JVB_AUTH_PASSWORD=$(cat "$file") ;;
    jibri_rec) export JIBRI_RECORDER_PASSWORD=$(cat "$file") ;;
    jibri_xmpp) export JIBRI_XMPP_PASSWORD=$(cat "$file") ;;
  esac
done

exec /init
