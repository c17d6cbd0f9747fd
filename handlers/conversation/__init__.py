"""A small pure library for conversations: it knows no police, no Telegram and no database."""
