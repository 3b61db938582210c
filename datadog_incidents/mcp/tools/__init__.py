"""The tools: each a description as data and one function."""
