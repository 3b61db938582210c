"""The search: its language, what an incident can be found by, and the facets of what was found."""
