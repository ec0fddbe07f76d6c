"""Runs yt-dlp where it reaches the server's own proxy and nothing else, writes into its own folder and nowhere else, and
starts no other program. Python's audit hooks cannot be taken off again, so whatever a page makes of yt-dlp stays here.

Arguments: the proxy's port, the largest file in bytes, yt-dlp's path, and yt-dlp's own arguments.
"""
import os
import resource
import runpy
import sys

PORT = int(sys.argv[1])
MAX_BYTES = int(sys.argv[2])
FOLDER = os.path.realpath(os.getcwd())
MEMORY_BYTES = 2 * 2**30
CPU_SECONDS = 3600

FORBIDDEN = {
    "socket.bind", "socket.sendto", "socket.sendmsg", "socket.gethostbyname", "socket.gethostbyaddr",
    "subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.fork", "os.forkpty", "pty.spawn",
}
CHANGING = {
    "os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.link", "os.symlink", "os.truncate", "os.chmod", "os.chown",
    "os.utime", "os.setxattr",
}
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def is_inside(path):
    if not isinstance(path, (str, bytes, os.PathLike)):
        return True
    real = os.path.realpath(os.fsdecode(path))
    return real == os.devnull or real.startswith(FOLDER + os.sep)


def guard(event, args):
    if event == "socket.connect" and tuple(args[1][:2]) != ("127.0.0.1", PORT):
        raise PermissionError("Only the proxy may be asked")
    if event == "socket.getaddrinfo" and args[0] not in ("127.0.0.1", b"127.0.0.1"):
        raise PermissionError("Only the proxy may be asked")
    if event in FORBIDDEN:
        raise PermissionError("Not allowed here: " + event)
    if event == "open" and (args[2] or 0) & WRITING and not is_inside(args[0]):
        raise PermissionError("Only its own folder may be written")
    if event in CHANGING:
        paths = args[:2] if event in ("os.rename", "os.link", "os.symlink") else args[:1]
        if not all(is_inside(path) for path in paths):
            raise PermissionError("Only its own folder may be changed")


def limit(what, value):
    hard = resource.getrlimit(what)[1]
    value = value if hard == resource.RLIM_INFINITY else min(value, hard)
    resource.setrlimit(what, (value, value))


limit(resource.RLIMIT_FSIZE, MAX_BYTES)
limit(resource.RLIMIT_AS, MEMORY_BYTES)
limit(resource.RLIMIT_CPU, CPU_SECONDS)
limit(resource.RLIMIT_CORE, 0)
sys.dont_write_bytecode = True
sys.argv = sys.argv[3:]
sys.addaudithook(guard)
runpy.run_path(sys.argv[0], run_name="__main__")
