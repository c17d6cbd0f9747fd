"""The catalogues, and how they follow the texts in the code."""
