"""What people read about a case: cards, notices and lines, worded when they are sent."""
