#!/bin/sh
# Is a number prime? Asks a cluster by REST, with nothing but curl, and outlives its nodes: what got
# no answer is sent again, to the next node. That does no harm: the same id with the same number is
# the same job, wherever it is sent.
#
#   ask.sh NUMBER [URL...]
#
# Prints the job as JSON. Exit codes: 0 (probable) prime, 1 composite, 2 refused, 3 no answer.
set -u

[ $# -gt 0 ] || { echo "usage: ask.sh NUMBER [URL...]" >&2; exit 2; }
number=$1
shift
[ $# -gt 0 ] || set -- http://127.0.0.1:8080
case $number in *[\"\\]*) echo "ask.sh: not a number: $number" >&2; exit 2 ;; esac
id=ask-$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')

failures=0
while [ $failures -lt 60 ]; do
  for url; do
    # Waits at this node for up to 20 s; prints the body, and below it the status.
    reply=$(curl -s -m 30 -w '\n%{http_code}' "$url/v1/jobs" -H 'Content-Type: application/json' \
      -H 'Prefer: wait=20' -d "{\"id\": \"$id\", \"number\": \"$number\"}")
    job=$(printf '%s\n' "$reply" | sed '$d')
    case $(printf '%s\n' "$reply" | tail -n 1) in
      200) # it is over
        printf '%s\n' "$job"
        case $job in
          *'"verdict":"composite"'*) exit 1 ;;
          *'"verdict":'*) exit 0 ;;
          *) exit 3 ;; # failed, or somebody cancelled it
        esac ;;
      202) failures=0 ;;                           # accepted, and not over yet: wait again
      000 | 429 | 503) failures=$((failures + 1)); sleep 1 ;; # nobody there, overload, leaving
      *) printf '%s\n' "$job" >&2; exit 2 ;;
    esac
  done
done
echo "ask.sh: no answer from $*" >&2
exit 3
