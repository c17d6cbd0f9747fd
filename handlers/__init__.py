"""Converses and decides: everything a person can say or tap, and the rules behind it."""
