"""Worlds to begin with: plausible ones of any size, or single things exactly as a test describes them."""
