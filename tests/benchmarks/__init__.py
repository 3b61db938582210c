"""How fast and how small the library is, as ratios to its peers: `make bench`."""
