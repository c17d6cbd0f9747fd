"""The edge towards browsers, probes and Telegram's webhook: one small HTTP server."""
