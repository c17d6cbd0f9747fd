"""Runs the service: settings, the application, and every edge to the outside world."""
