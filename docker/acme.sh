#!/bin/sh
# Gets a certificate for the host of COLOMBIER_URL, and a new one when the old has 30 days left. Runs for ever.
set -eu
trap 'exit 0' TERM INT

host="${COLOMBIER_URL#https://}"
host="${host%%[:/]*}"
if [ -n "$ACME_EMAIL" ]; then contact="--email $ACME_EMAIL"; else contact=--register-unsafely-without-email; fi

while :; do
  # shellcheck disable=SC2086
  if certbot certonly --non-interactive --agree-tos $contact --keep-until-expiring \
    --webroot --webroot-path /acme --cert-name colombier --domain "$host"
  then
    # The key goes first: nginx takes a pair only when both belong together, and looks at the certificate for a change.
    cp -L /etc/letsencrypt/live/colombier/privkey.pem /etc/letsencrypt/live/colombier/fullchain.pem /certificates/
    pause=43200
  else
    # Let's Encrypt takes five failures an hour.
    pause=1200
  fi
  sleep "$pause" &
  wait $!
done
