"""A process of its own for pictures and maps: it has no token and no database, and ends when nobody needs it.

What strangers send as a picture is read by large libraries in C. Whatever a hostile one does to them, it does
it here: behind a wall, with a limit on memory and time, and without a file it may write.
"""
