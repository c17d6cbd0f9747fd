"""An unsent conversation as people meet it: its screens, its buttons, and what typed words do to it."""
