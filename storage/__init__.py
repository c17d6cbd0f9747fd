"""What the service remembers; imports nothing of ours."""
