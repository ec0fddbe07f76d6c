#!/bin/sh
# Becomes ffmpeg, for as long as whoever started it lives: standard input is a pipe held by that process, and when it
# closes, even by kill -9, ffmpeg is ended at once. Disk work has idle priority where the system knows that.
exec 3<&0 </dev/null
(
  read -r _ <&3
  kill -KILL "$$" 2>/dev/null
) >/dev/null 2>&1 &
exec 3<&-
if ionice -c 3 true 2>/dev/null; then
  exec ionice -c 3 ffmpeg "$@"
fi
exec ffmpeg "$@"
