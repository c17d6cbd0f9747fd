"""What may happen to a case, by whom and when: tables and plain functions, without a word to anybody."""
