"""The edge of tips: what is in memory while somebody tells, and what leaves it locked."""
