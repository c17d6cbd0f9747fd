"""Anonymous tips: what is asked, how it is locked, and how it is read by those who may."""
