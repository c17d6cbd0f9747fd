"""What tips are locked with: libsodium's boxes behind five small rooms that know no tip and no police."""
