export ENTRYPOINT_VERSION=v3

add_user() {
  prosodyctl --config /config/prosody.cfg.lua register "$1" meet.jitsi "$2"
}
