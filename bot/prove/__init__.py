"""The leak scanner: looks in everything the service leaves behind for traces of somebody.

Read it in this order: tokens (what is looked for), spellings and digests (how it may be written), search (one
pass over many bytes), layers, pages, pictures and times (what files hide), sinks (where to look), scan (all
of it together), plants and controls (leaks made on purpose, which it must find), known (what needs no list),
proof and report (what people read).
"""
