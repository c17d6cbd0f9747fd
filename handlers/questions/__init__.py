"""Sorts of question that need to know Denmark: days, telephone numbers and places."""
