#!/bin/sh
# Runs in nginx's container before nginx: it cannot start without a certificate, and the ACME client cannot get one
# before nginx answers. So nginx reads copies in TLS_FOLDER: of the files in CERTIFICATES when they are there, else of
# a self-signed pair. Every minute new files, and a server that changed its address, make nginx read everything again.
set -eu

: "${CERTIFICATES:=/certificates}" "${TLS_FOLDER:=/run/tls}" "${SECONDS_BETWEEN_LOOKS:=60}"
umask 077
mkdir -p "$TLS_FOLDER"

# Both files must belong together, or nginx would stop at its next start.
belong_together() {
  [ "$(openssl x509 -in "$1/fullchain.pem" -noout -pubkey)" = "$(openssl pkey -in "$1/privkey.pem" -pubout)" ]
}

take_given() {
  [ -s "$CERTIFICATES/fullchain.pem" ] && [ -s "$CERTIFICATES/privkey.pem" ] || return 1
  ! cmp -s "$CERTIFICATES/fullchain.pem" "$TLS_FOLDER/fullchain.pem" || return 1
  if ! belong_together "$CERTIFICATES" 2>/dev/null; then
    echo "colombier: fullchain.pem and privkey.pem in $CERTIFICATES are no pair; they are not used" >&2
    return 1
  fi
  cp "$CERTIFICATES/privkey.pem" "$CERTIFICATES/fullchain.pem" "$TLS_FOLDER/"
}

take_given || [ -s "$TLS_FOLDER/fullchain.pem" ] || {
  echo 'colombier: no certificate yet; a self-signed one is used, browsers will warn' >&2
  openssl req -x509 -newkey rsa:2048 -nodes -days 30 -subj /CN=localhost \
    -keyout "$TLS_FOLDER/privkey.pem" -out "$TLS_FOLDER/fullchain.pem" 2>/dev/null
}

address() {
  getent ahosts "${COLOMBIER_BACKEND%:*}" | sort -u || true
}

(
  known="$(address)"
  while sleep "$SECONDS_BETWEEN_LOOKS"; do
    changed=no
    if take_given; then changed=yes; fi
    now="$(address)"
    if [ -n "$now" ] && [ "$now" != "$known" ]; then known="$now" changed=yes; fi
    if [ "$changed" = yes ]; then nginx -s reload || true; fi
  done
) &
