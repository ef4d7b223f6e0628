"""Becomes the program it is given, after tying its life to its parent and giving up root.

Run as a file by `python -I -S`, which takes about 10 ms: only the standard library, no package.
It does in a process of its own what `preexec_fn` can't do safely beside threads.
Arguments: parent's pid, signal to get when the parent dies (0: none), identity, program, ...
"""

import ctypes
import os
import pwd
import signal
import sys
from pathlib import Path

PR_SET_PDEATHSIG = 1
CLONE_NEWUSER = 0x10000000
NOBODY = 65534


def enter_user_namespace() -> None:
    """Shows root as `nobody` to itself: PostgreSQL refuses root, files stay root's.

    Raises:
        OSError: The kernel or the container forbids user namespaces.
    """
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(CLONE_NEWUSER) != 0:
        raise OSError(ctypes.get_errno(), "user namespaces are not allowed here")
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"{NOBODY} 0 1")
    Path("/proc/self/gid_map").write_text(f"{NOBODY} 0 1")


def become_nobody() -> None:
    nobody = pwd.getpwnam("nobody")
    os.setgroups([])
    os.setgid(nobody.pw_gid)
    os.setuid(nobody.pw_uid)


def die_with(parent: int, death_signal: int) -> None:
    """After the change of user, which would undo it. Elsewhere than on Linux it does nothing."""
    if death_signal and sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, death_signal)
        if os.getppid() != parent:
            sys.exit("the supervisor ended before this program began")


def main(arguments: list[str]) -> None:
    parent, death_signal, identity, *program = arguments
    try:
        if identity == "namespace":
            enter_user_namespace()
        elif identity == "nobody":
            become_nobody()
        die_with(int(parent), int(death_signal))
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # Python ignores it, and exec hands that on
        os.execvp(program[0], program)  # noqa: S606 - an argument list, never a shell
    except OSError as problem:
        sys.exit(f"can't start {program[0]}: {problem}")


if __name__ == "__main__":
    main(sys.argv[1:])
