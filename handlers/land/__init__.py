"""Denmark as shapes: which kommune a point lies in, what lies around it, and how it is drawn."""
