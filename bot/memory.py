"""Keeps the process small and quick: what Python's garbage collector and the C library's malloc are told."""

import ctypes
import gc

# An update makes few cycles of its own, and loading a library hardly any: they may wait a little.
OFTEN, SELDOM, RARELY = 20_000, 20, 20  # new objects before a look; looks before an older generation's turn

M_TRIM_THRESHOLD, M_MMAP_THRESHOLD, M_ARENA_MAX = -1, -3, -8  # of glibc's mallopt, from its malloc.h
LARGE = 256 * 1024  # bytes: a picture, not an object


def spare() -> None:
    """Called before the first thread and before most is loaded: freed memory goes back to the system.

    Loading makes some hundred thousand objects and hardly any garbage: looking for it often is a fifth of
    the work. By itself glibc gives each thread a heap of its own, and keeps a picture's megabytes in each
    of them for the next one. Threads that take turns under Python's lock need no more than one heap.
    """
    gc.set_threshold(OFTEN, SELDOM, RARELY)
    try:
        mallopt = ctypes.CDLL(None).mallopt
    except (OSError, AttributeError, TypeError):  # another C library, which is as it is
        return
    mallopt(M_ARENA_MAX, 1)
    mallopt(M_MMAP_THRESHOLD, LARGE)
    mallopt(M_TRIM_THRESHOLD, LARGE)


def settle() -> None:
    """Called once the service is up: what is there now stays, so it is never walked through again.

    Libraries and tables are some hundred thousand objects; Python would look at all of them every few
    seconds, with everybody waiting.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(OFTEN, SELDOM, RARELY)
