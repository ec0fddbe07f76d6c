#!/bin/sh
# Runs ffmpeg for as long as whoever started it lives: standard input is a pipe held by that process, and when it
# closes, even by kill -9, ffmpeg ends at once. Ending this script ends ffmpeg too. Disk work has idle priority where
# the system knows that.
exec 3<&0
if ionice -c 3 true 2>/dev/null; then
  ionice -c 3 ffmpeg "$@" </dev/null 3<&- &
else
  ffmpeg "$@" </dev/null 3<&- &
fi
ffmpeg=$!
trap 'kill -KILL "$ffmpeg" 2>/dev/null' TERM INT HUP
(
  read -r _ <&3
  kill -KILL "$ffmpeg" 2>/dev/null
) >/dev/null 2>&1 &
watcher=$!
exec 3<&-
wait "$ffmpeg"
status=$?
kill -KILL "$watcher" 2>/dev/null
exit "$status"
