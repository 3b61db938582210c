"""What every request passes, whatever it asks for: routing, faults, keys, rate limits and validation."""
