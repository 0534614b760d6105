#!/bin/sh
# Makes the certificates of this folder anew: a test authority (ca.pem) and two servers it vouches
# for, "localhost" (also 127.0.0.1 and ::1) and "elsewhere.test". For tests only: the keys are public.
set -eu
cd "$(dirname "$0")"
days=36500

key() { openssl ecparam -name prime256v1 -genkey -noout -out "$1"; }

key ca.key
openssl req -x509 -new -key ca.key -days $days -subj "/CN=slack-sticker-bot test authority" \
  -addext "basicConstraints=critical,CA:TRUE" -addext "keyUsage=critical,keyCertSign" -out ca.pem

server() { # name, subject alternative names
  key "$1.key"
  openssl req -new -key "$1.key" -subj "/CN=$1" -out "$1.csr"
  printf 'subjectAltName=%s\nextendedKeyUsage=serverAuth\n' "$2" >"$1.ext"
  openssl x509 -req -in "$1.csr" -CA ca.pem -CAkey ca.key -CAcreateserial -days $days \
    -extfile "$1.ext" -out "$1.pem"
  rm -f "$1.csr" "$1.ext"
}
server localhost "DNS:localhost,IP:127.0.0.1,IP:::1"
server elsewhere "DNS:elsewhere.test"
rm -f ca.key ca.srl
