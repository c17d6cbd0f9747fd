"""Cards that show who helps with what this service must never take in; nothing is kept of who read them."""
