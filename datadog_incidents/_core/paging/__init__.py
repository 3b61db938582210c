"""Many pages as one: which to fetch next, what of each is new, and fetching ahead."""
