"""How requests come in: over HTTP, or in process from a client."""
