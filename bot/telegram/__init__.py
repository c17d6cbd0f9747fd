"""The edge towards Telegram: what comes in, what goes out, and nothing about what it means."""
