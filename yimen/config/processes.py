"""A process that ends with its parent, however the parent ends: the kernel sends the signal, even after kill -9."""

import ctypes
import os
import signal

SET_PARENT_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG, prctl(2)
LIBC = ctypes.CDLL(None, use_errno=True)


def die_with(parent: int) -> None:
    """Called in the child: be told to stop when `parent` is gone, and stop at once where it already is."""
    LIBC.prctl(SET_PARENT_DEATH_SIGNAL, signal.SIGTERM)
    if os.getppid() != parent:
        os.kill(os.getpid(), signal.SIGTERM)
