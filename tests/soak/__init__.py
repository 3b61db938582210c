"""What the library promises when much goes wrong for long: reduced in the ordinary suite, in full by `make soak`."""
