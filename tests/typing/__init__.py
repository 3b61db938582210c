"""What type checkers say about code that uses the library: `make check` reads these modules, `make test` runs some."""
